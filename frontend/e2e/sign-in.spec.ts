import { expect, type Page, test } from '@playwright/test'
import { signIn, signOut } from './support/people'
import { CAREFUL, PASSWORD, TWICE } from './support/region'
import { nextTotp, totp } from './support/totp'

async function enterPassword(page: Page, username: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
}

test('a second step is set up, asked for, and replaced by a recovery code', async ({ page }) => {
  await signIn(page, CAREFUL)
  await page.goto('/account')
  await page.getByRole('button', { name: '启用动态口令' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('先确认是您本人:当前密码').fill(PASSWORD)
  await dialog.getByRole('button', { name: '开始设置' }).click()
  await expect(dialog.getByRole('img', { name: '二维码,内容与下面的密钥相同' })).toBeVisible()
  const secret = (await dialog.locator('.secret').textContent()) ?? ''
  await dialog.getByLabel('6 位动态口令').fill(totp(secret))
  await dialog.getByRole('button', { name: '确认启用' }).click()

  const listed = dialog.getByRole('list', { name: '保存恢复码' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const codes = await listed.allTextContents()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: '下载' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`明责恢复码(${CAREFUL}).txt`)
  await dialog.getByRole('checkbox', { name: '我已保存好恢复码' }).check()
  await dialog.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('还有 10 个恢复码可用。')).toBeVisible()
  await signOut(page)

  await test.step('the password alone no longer lets in; a wrong code is said', async () => {
    await enterPassword(page, CAREFUL)
    const field = page.getByLabel('6 位动态口令')
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
    await field.fill('000000')
    await page.getByRole('button', { name: '验证并登录' }).click()
    await expect(page.getByRole('alert')).toContainText('验证没有通过')
    await field.fill(nextTotp(secret))
    await page.getByRole('button', { name: '验证并登录' }).click()
    await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
    await signOut(page)
  })

  await test.step('a recovery code lets in once', async () => {
    await enterPassword(page, CAREFUL)
    await page.getByRole('button', { name: '手机不在身边,改用恢复码' }).click()
    await page.getByLabel('恢复码').fill(codes[0] as string)
    await page.getByRole('button', { name: '验证并登录' }).click()
    await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
    await page.goto('/account')
    await expect(page.getByText('还有 9 个恢复码可用。')).toBeVisible()
  })
})

test('a session ended elsewhere ends here, out of sight, and what was typed is still there afterwards', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, TWICE)
  await page.goto('/findings/new')
  await page.getByRole('textbox', { name: /^问题/ }).fill('写了一半的问题')

  const elsewhere = await browser.newPage({ baseURL: baseURL as string, locale: 'zh-CN' })
  await signIn(elsewhere, TWICE)
  await elsewhere.goto('/account')
  await elsewhere.getByRole('button', { name: '结束其他全部登录' }).click()
  await elsewhere.getByRole('dialog').getByRole('button', { name: '结束其他全部登录' }).click()
  await expect(elsewhere.getByText('登录已结束').first()).toBeVisible()
  await elsewhere.close()

  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { name: '登录已失效,请重新登录' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^问题/ })).toBeHidden()
  await expect(page).toHaveURL(/\/findings\/new$/)
  await page.getByLabel('用户名').fill(TWICE)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('textbox', { name: /^问题/ })).toHaveValue('写了一半的问题')
})

test('a page nobody uses asks, then goes out of sight', async ({ page }) => {
  await page.clock.install()
  await signIn(page, TWICE)
  await page.goto('/findings')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.clock.runFor('59:10')
  const asking = page.getByRole('dialog', { name: '还在使用吗?' })
  await expect(asking).toBeVisible()
  await asking.getByRole('button', { name: '继续使用' }).click()
  await expect(asking).toHaveCount(0)
  await page.clock.runFor('01:01:00')
  await expect(page.getByRole('heading', { name: '长时间没有操作,请重新登录' })).toBeVisible()
  await expect(page.locator('.tablebox')).toBeHidden()
})
