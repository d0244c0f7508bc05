import { writeFileSync } from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { signIn, signOut } from './support/people'
import { DEMONSTRATION_PASSWORD, LEAVER } from './support/region'

/** The three administrators act in one tale: what one does, the next finds. */
test.describe.configure({ mode: 'serial' })

const HEADER = '单位编码,单位名称,简称,类别,上级编码,统一社会信用代码,行政区划代码,状态'
const GROUP = 'E2E-ADM-GRP'
const CENTRE = 'E2E-ADM-CTR'

function listOf(path: string, kindOfCentre: string): string {
  const lines = [
    HEADER,
    `${GROUP},晴川医疗集团,医疗集团,其他单位,E2E,,,正常`,
    `${CENTRE},晴川急救分中心,急救分中心,${kindOfCentre},E2E,,,正常`,
  ]
  writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`)
  return path
}

async function enter(page: Page, who: 'system' | 'security' | 'auditor', place: string): Promise<void> {
  await signIn(page, who, DEMONSTRATION_PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: place }).click()
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible()
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog')
}

async function confirm(page: Page, button: string): Promise<void> {
  await dialog(page).getByRole('button', { name: button, exact: true }).click()
}

async function barred(page: Page, path: string, who: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByText(who)).toBeVisible()
  await expect(page.locator('main').getByRole('button')).toHaveCount(0)
}

test('the system administrator imports units, moves one and opens an account', async ({ page }, info) => {
  await enter(page, 'system', '机构')

  await page.getByRole('button', { name: '导入机构' }).click()
  const choose = dialog(page).getByLabel('选择文件')
  await choose.setInputFiles(listOf(info.outputPath('wrong.csv'), '不认识的类别'))
  await expect(dialog(page)).toContainText('共 2 行,1 行有错误')
  const wrong = dialog(page).getByRole('row').filter({ hasText: '晴川急救分中心' })
  await expect(wrong).toContainText('类别')
  await expect(dialog(page).getByRole('button', { name: '确认导入' })).toBeDisabled()
  await choose.setInputFiles(listOf(info.outputPath('right.csv'), '其他单位'))
  await expect(dialog(page)).toContainText('共 2 行,没有错误')
  await confirm(page, '确认导入')
  await expect(page.getByText('导入完成:新建 2 个').first()).toBeVisible()

  await page.getByLabel('查找机构').fill('晴川急救分中心')
  await page.getByRole('list', { name: '查找机构' }).getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 2, name: '晴川急救分中心' })).toBeVisible()
  await page.getByRole('button', { name: '调整隶属' }).click()
  await dialog(page).getByLabel('移到哪个上级之下').first().fill('晴川')
  // It cannot go below itself, and says so.
  await expect(dialog(page).getByRole('button', { name: /晴川急救分中心.*就是它自己/ })).toBeDisabled()
  await dialog(page)
    .getByRole('button', { name: /晴川医疗集团/ })
    .click()
  await expect(dialog(page)).toContainText('此后能看到其问题和文件的:晴川医疗集团')
  await dialog(page).getByLabel('依据文件及文号').fill('晴编〔2026〕3号')
  await confirm(page, '调整隶属')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: '上级' })).toContainText('晴川医疗集团')
  await expect(page.getByText('晴编〔2026〕3号')).toBeVisible()

  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '人员与账户' }).click()
  await page.getByRole('button', { name: '开立账户' }).click()
  await dialog(page).getByLabel('姓名').fill('方接任')
  await dialog(page).getByLabel('用户名').fill('e2e.successor')
  await search(page, '所在单位', '晴川第一医院')
  await confirm(page, '开立')
  await expect(dialog(page).locator('output')).toHaveText(/^(\w{4}-){3}\w{4}$/)
  await confirm(page, '我已记下')
  await expect(page.getByRole('heading', { level: 1, name: '方接任' })).toBeVisible()
  await expect(page.getByText('任职由安全管理员管理')).toBeVisible()
  await expect(page.getByRole('button', { name: '任命' })).toHaveCount(0)

  await barred(page, '/trail', '“事件记录”由审计人员使用')
  await signOut(page)
})

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '人员与账户' }).click()
  await page.getByLabel('查找人员').fill(name)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('the security administrator appoints, hands over a leaver and ends sessions', async ({
  page,
  browser,
}) => {
  const elsewhere = await (await browser.newContext()).newPage()
  await signIn(elsewhere, LEAVER.username)
  await enter(page, 'security', '人员与账户')

  await open(page, '方接任')
  await page.getByRole('button', { name: '任命', exact: true }).click()
  await pick(page, '角色', '单位联络员')
  await dialog(page).getByLabel('最后一天').fill('2099-12-31')
  await confirm(page, '任命')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('region', { name: '任职' })).toContainText('至 2099-12-31')

  // The three administrators are kept apart: said at the field, before anything is sent.
  await page.getByRole('button', { name: '任命', exact: true }).click()
  await pick(page, '角色', '审计员')
  await expect(dialog(page)).toContainText('三员分离:现任(或将任)“单位联络员”,不能再任“审计员”')
  await expect(dialog(page).getByRole('button', { name: '任命', exact: true })).toBeDisabled()
  await dialog(page).getByRole('button', { name: '取消' }).click()

  await open(page, LEAVER.name)
  const sessions = page.getByRole('region', { name: '登录', exact: true })
  // Two of them: the one of the browser elsewhere, and the one the first password was changed in.
  await sessions.getByRole('button', { name: '结束全部登录' }).click()
  await confirm(page, '结束全部登录')
  await expect(sessions).toContainText('现在没有登录')
  await elsewhere.reload()
  await expect(elsewhere.getByRole('button', { name: '登录' })).toBeVisible()
  await elsewhere.context().close()

  await page.getByRole('link', { name: '离岗移交' }).click()
  await expect(page.getByRole('heading', { name: /未办结的事项/ })).toBeVisible()
  await page.getByRole('button', { name: '下一步:移交给谁' }).click()
  await page.getByRole('combobox', { name: '接手人' }).click()
  await page.getByRole('combobox', { name: '接手人' }).fill('方接任')
  await page.locator('.ant-select-item-option').filter({ hasText: '方接任' }).first().click()
  await page.getByLabel('移交理由').fill('调离')
  await page.getByRole('checkbox', { name: /任职也移交/ }).check()
  await expect(page.getByText(`${LEAVER.name}的账户停用`)).toBeVisible()
  await page.getByRole('button', { name: '确认移交' }).click()
  await expect(page.getByText(`${LEAVER.name}已向方接任移交`)).toBeVisible()
  await expect(page.getByText('单位负责人')).toBeVisible()

  await open(page, LEAVER.name)
  await expect(page.getByText('已停用')).toBeVisible()
  await barred(page, '/admin/units', '“机构”由系统管理员使用')
  await signOut(page)
})

async function pick(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

/** From a list that is searched on the server. */
async function search(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).click()
  await dialog(page).getByRole('combobox', { name: label }).fill(option)
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

test('the auditor finds both in the trail, and verifies it', async ({ page }) => {
  await enter(page, 'auditor', '事件记录')
  await page.getByRole('button', { name: '机构变动' }).click()
  await expect(page).toHaveURL(/resource=unit/)
  const table = page.getByRole('table', { name: '事件记录' })
  await expect(table.getByRole('row').filter({ hasText: '调整隶属' }).first()).toContainText('唐工远')
  await page.getByRole('button', { name: '账户变动' }).click()
  await expect(table.getByRole('row').filter({ hasText: '移交' }).first()).toContainText('严安澜')
  await expect(table.getByRole('row').filter({ hasText: '结束登录' }).first()).toContainText('严安澜')

  // By person, shared by the address; what was typed wrong at the door is in the trail too.
  await page.getByRole('button', { name: /清除全部筛选/ }).click()
  await page.getByRole('combobox', { name: '人员', exact: true }).click()
  await page.getByRole('combobox', { name: '人员', exact: true }).fill('严安澜')
  await page.locator('.ant-select-item-option').filter({ hasText: '严安澜' }).first().click()
  await expect(page).toHaveURL(/actor_id=\d+/)
  await expect(table.getByRole('row').nth(1)).toContainText('严安澜')
  await page.getByRole('button', { name: '核对完整性' }).click()
  await expect(page.getByText(/记录链完整:已核对 [\d,]+ 条/)).toBeVisible({ timeout: 30_000 })

  await barred(page, '/admin/accounts', '“人员与账户”由系统管理员和安全管理员使用')
  await barred(page, '/admin/system', '“系统状态”由系统管理员使用')
})
