import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { act, actions, chooseUnit } from './support/fields'
import { signIn } from './support/people'

const TEXT = '上午九点挂的号,到十一点半还没有叫到,问了两次导诊台没有人答复。'
const SUBJECT = '门诊候诊两个半小时无人答复'
const PUBLIC = '经核实,一名医生因急诊抢救离开诊室四十分钟,导诊未作说明,我们向您致歉,已增开一个诊室。'
const INNER = '调取叫号记录核对,已约谈导诊组。'
const PHONE = '13900000017'

test('a call becomes a complaint that a hospital answers', async ({ page, browser }) => {
  test.setTimeout(300_000)
  await signIn(page, 'e2e.petitions')
  await test.step('the clerk sees which office it goes to, and registers it', () => register(page))
  const address = page.url()
  await test.step('a unit that cannot be given it is refused with its reason', () => assign(page))
  await test.step('who complained is shown on demand, and that is on record', () => look(page))

  const desk = await signedIn(browser, 'e2e.desk')
  await test.step('the hospital finds it among those to sign, and signs', () => sign(desk))
  await test.step('says inside and outside what it has to say', () => talk(desk))
  await test.step('and answers in time', () => answer(desk))
  await desk.context().close()

  await page.goto(address)
  await test.step('the clerk calls back and closes it', () => close(page))
  await test.step('what stays inside and what the complainant reads stand apart', () => apart(page))
  await test.step('a letter of the same phone is found beside it', () => again(page))
})

test('a clerk enters complaints without a mouse', async ({ page }) => {
  await signIn(page, 'e2e.petitions')
  await page.goto('/complaints/new')
  const text = page.getByRole('textbox', { name: '内容', exact: true })
  await expect(text).toBeFocused()
  await page.keyboard.type('窗口中午只开一个,排队将近一小时。')
  await page.keyboard.press('Control+Shift+Enter')
  await expect(page.getByText(/已登记 TS\d{4}-\d{6}/).first()).toBeVisible()
  await expect(text).toBeFocused()
  await expect(text).toHaveValue('')
  await page.keyboard.type('退费单上少退了十二元六角。')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('退费单上少退了十二元六角')
  await noFaults(page)
})

async function register(page: Page): Promise<void> {
  await page.goto('/complaints')
  await noFaults(page)
  await page.getByRole('link', { name: '登记投诉' }).click()
  await page.getByRole('textbox', { name: '内容', exact: true }).fill(TEXT)
  await page.getByLabel('标题').fill(SUBJECT)
  await chooseUnit(page, page.locator('form'), '反映的单位', '晴川第一医院')
  await page.getByLabel('姓名').fill('王某')
  await page.getByLabel('电话').fill(PHONE)
  await expect(page.getByRole('complementary', { name: '由谁受理' })).toContainText('晴川市卫生健康委员会')
  await noFaults(page)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page).toHaveURL(/\/complaints\/\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(SUBJECT)
  // demand 3.15: the time of the law, its article and how it was counted
  const clocks = page.getByRole('region', { name: '期限' })
  await expect(clocks).toContainText('《医疗机构投诉管理办法》')
  await clocks.getByText('怎样数的').first().click()
  await expect(clocks.getByRole('list').last()).toContainText('工作日')
}

async function assign(page: Page): Promise<void> {
  await act(page, actions(page), '交办', async (dialog) => {
    await dialog.getByLabel('按名称查找单位').fill('晴川第二医院')
    const refused = dialog.getByRole('radio', { name: /晴川第二医院/ })
    await expect(refused).toBeDisabled()
    await expect(dialog).toContainText('不能选:该单位没有可以办理投诉的人员')
    await dialog.getByLabel('按名称查找单位').fill('晴川第一医院')
    await dialog.getByRole('radio', { name: /^晴川第一医院/ }).check()
  })
  await expect(page.getByRole('region', { name: '办理单位' })).toContainText('还没有签收')
}

async function look(page: Page): Promise<void> {
  await expect(page.getByText(PHONE)).toHaveCount(0)
  await page.getByRole('button', { name: '查看投诉人,并留下记录' }).click()
  await expect(page.getByText(PHONE)).toBeVisible()
  await expect(page.getByRole('region', { name: '经过' })).toContainText('查看投诉人')
}

async function sign(page: Page): Promise<void> {
  await page.goto('/complaints')
  await page.getByRole('button', { name: '待签收' }).click()
  await expect(page).toHaveURL(/view=to_sign/)
  await page.getByRole('link', { name: SUBJECT }).click()
  await act(page, actions(page), '签收')
  await expect(page.getByText('调查处理中').first()).toBeVisible()
}

async function talk(page: Page): Promise<void> {
  const talk = page.getByRole('region', { name: '沟通' })
  await talk.getByRole('textbox', { name: '备注' }).fill('正在调取当日叫号记录。')
  await talk.getByRole('button', { name: '添加备注' }).click()
  await expect(talk.getByRole('region', { name: /内部备注/ })).toContainText('正在调取当日叫号记录。')
  await talk.getByRole('radio', { name: '回复投诉人' }).check()
  await talk.getByRole('textbox', { name: '给投诉人的话' }).fill('我院正在核实,五个工作日内答复您。')
  await talk.getByRole('button', { name: '发给投诉人' }).click()
  await expect(talk.getByRole('region', { name: '与投诉人的往来' })).toContainText('五个工作日内答复您')
}

async function answer(page: Page): Promise<void> {
  await act(page, actions(page), '答复', async (dialog) => {
    await dialog.getByLabel('公开答复').fill(PUBLIC)
    await dialog.getByLabel('办理情况(内部)').fill(INNER)
    await dialog.getByRole('radio', { name: '是', exact: true }).check()
  })
  await expect(page.getByText('按期').first()).toBeVisible()
}

async function close(page: Page): Promise<void> {
  await act(page, actions(page), '回访', async (dialog) => {
    await dialog.getByLabel('满意程度').click()
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: /^满意$/ })
      .click()
  })
  await act(page, actions(page), '办结')
  await expect(page.getByText('已办结').first()).toBeVisible()
}

async function apart(page: Page): Promise<void> {
  const answers = page.getByRole('region', { name: '答复', exact: true })
  await expect(answers.getByRole('region', { name: '公开答复' })).toContainText(PUBLIC)
  await expect(answers.getByRole('region', { name: '公开答复' })).not.toContainText(INNER)
  await expect(answers.getByRole('region', { name: '办理情况(内部)' })).toContainText(INNER)
  await noFaults(page)
}

async function again(page: Page): Promise<void> {
  await page.goto('/complaints/new')
  await page.locator('.ant-radio-button-wrapper', { hasText: '来信' }).click()
  await page.getByRole('textbox', { name: '内容', exact: true }).fill(`${TEXT}现在写信再问一次。`)
  await chooseUnit(page, page.locator('form'), '反映的单位', '晴川第一医院')
  await page.getByLabel('电话').fill(PHONE)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('link', { name: '相似的投诉' }).click()
  const other = page.getByRole('listitem').filter({ hasText: SUBJECT })
  await expect(other).toContainText('电话相同')
  await noFaults(page)
  await other.getByRole('button', { name: /^标为它的重复/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '标为它的重复' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('link', { name: '返回这一件' }).click()
  await expect(page.getByRole('region', { name: '有关的投诉' })).toContainText(SUBJECT)
  await page.goto('/complaint-clocks')
  await noFaults(page)
}

async function signedIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username)
  return page
}

async function noFaults(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    found.violations.map(
      (fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    ),
  ).toEqual([])
}
