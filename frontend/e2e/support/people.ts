import { expect, type Page } from '@playwright/test'
import { FIRST_PASSWORD, PASSWORD } from './region'

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
