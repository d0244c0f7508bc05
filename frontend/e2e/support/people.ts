import { expect, type Page } from '@playwright/test'
import { FIRST_PASSWORD, PASSWORD } from './region'

/** The one password of the demonstration, as `make run` prints it. */
export const DEMONSTRATION_PASSWORD = 'Yunzhou-2026'

/** Signs in through the page, as people do; whoever signs in for the first time must change the password. */
export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
}

export async function signInFirst(page: Page, username: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(FIRST_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '首次登录,请先修改密码' })).toBeVisible()
  await page.getByLabel('当前密码').fill(FIRST_PASSWORD)
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await page.getByLabel('再输一次新密码').fill(PASSWORD)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
}

/** Changes the first password without the page, for those whose first sign-in is not the matter of a test. */
export async function settle(address: string, username: string): Promise<void> {
  const json = { 'Content-Type': 'application/json' }
  const entered = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username, password: FIRST_PASSWORD }),
  })
  const { access_token } = (await entered.json()) as { access_token: string }
  const changed = await fetch(`${address}/api/v1/me/password`, {
    method: 'POST',
    headers: { ...json, Authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ old_password: FIRST_PASSWORD, new_password: PASSWORD }),
  })
  if (!changed.ok) throw new Error(`${username}: ${changed.status} ${await changed.text()}`)
}
