import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { signIn } from '../support/people'

const PLAN = join(
  fileURLToPath(new URL('../../..', import.meta.url)),
  'backend',
  'mingze',
  'samples',
  'campaign_plan.txt',
)

test('on a phone a field leads to the source and the source back to the field', async ({ page }) => {
  await signIn(page, 'e2e.second')
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles(PLAN)
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  const source = page.getByRole('region', { name: '原文' })
  await expect(source).toBeHidden()
  await page
    .getByRole('button', { name: /重点检查阶段/ })
    .first()
    .click()
  await expect(source.locator('.lit').first()).toBeInViewport()
  await source.getByText('清理账外资金').first().click()
  await expect(source).toBeHidden()
  await expect(page.locator('.taskcard.found')).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
