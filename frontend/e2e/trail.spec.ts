import { expect, test } from '@playwright/test'
import { signIn } from './support/people'
import { DEMONSTRATION_PASSWORD } from './support/region'

test('the auditor sees what happened, not what was written, and checks the chain', async ({ page }) => {
  await signIn(page, 'auditor', DEMONSTRATION_PASSWORD)
  await page.goto('/trail')
  await expect(page.getByRole('table', { name: '事件记录' })).toBeVisible()
  await page.getByRole('button', { name: '核对完整性' }).click()
  await expect(page.getByText(/记录链完整:已核对 [\d,]+ 条/)).toBeVisible({ timeout: 30_000 })
  // The office's pages are not offered, and cannot be opened by their address either.
  await expect(page.getByRole('link', { name: '问题台账' })).toHaveCount(0)
  await page.goto('/findings')
  await expect(page.getByRole('alert')).toContainText('没有权限')
})

test('the whole ledger also speaks English', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByLabel('User name').fill('clerk')
  await page.getByLabel('Password', { exact: true }).fill(DEMONSTRATION_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await page.goto('/findings')
  await expect(page.locator('thead')).not.toContainText(/[\u4e00-\u9fff]/)
})
