import { expect, test } from '@playwright/test'
import { givenAssignment } from './support/assignment'
import { signIn } from './support/people'

test('an act of another person is told, read by opening it, and stays read', async ({
  page,
  baseURL,
}, info) => {
  const mark = info.testId.slice(-6)
  await givenAssignment(baseURL as string, `药房近效期药品未单独存放(${mark})`, `设近效期专柜(${mark})`)
  await signIn(page, 'e2e.hospital')
  await page.getByRole('link', { name: /^收件箱,[1-9]\d* 条未读$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '收件箱' })).toBeVisible()
  // It also waits to be accepted: that ends by doing it.
  await expect(page.getByRole('region', { name: /待接收|接收/ })).toContainText(mark)

  await page.getByRole('tab', { name: /^消息/ }).click()
  const list = page.getByRole('list', { name: '消息' })
  const line = list.getByRole('listitem').filter({ hasText: mark })
  await expect(line).toContainText('未读')
  await expect(line).toContainText('苏经办')
  await line.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('问题')
  await expect(page.getByText(mark).first()).toBeVisible()

  await page.goto('/inbox?tab=messages')
  await expect(line).not.toContainText('未读')
  await page.getByText('未读', { exact: true }).first().click()
  await expect(page).toHaveURL(/unread=true/)
  await expect(line).toHaveCount(0)

  await page.getByRole('button', { name: '全部标为已读' }).click()
  await page.goto('/inbox?tab=messages')
  await expect(page.getByRole('link', { name: '收件箱,0 条未读' })).toBeVisible()
})
