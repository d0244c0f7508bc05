import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { act } from './support/fields'
import { signIn } from './support/people'
import { type Plan, plans } from './support/plan'

const FIRST = '晴川第一医院'
const SECOND = '晴川第二医院'
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

for (const plan of plans()) {
  test(`a plan becomes a campaign that units answer: ${plan.name}`, async ({ page, browser }) => {
    test.setTimeout(300_000)
    await signIn(page, 'e2e.clerk')
    await test.step('the clerk imports the plan and makes a campaign of it', () => make(page, plan))
    const campaign = page.url()
    await test.step('what the paper leaves open is listed', () => lacking(page, plan))
    await test.step('the three lists are filled in bulk', () => fill(page, plan))
    await test.step('the units that take part are named', () => nameUnits(page))
    await test.step('a plan that names no day for the units gets one', () => ownPlanDue(page, plan))
    await test.step('issued, its stages and tasks are there to be seen', () => issue(page, plan))
    await test.step('the office asks for a month', () => ask(page, campaign, plan))

    const phone = await onPhone(browser, 'e2e.hospital')
    await test.step('the head sends the plan of the unit', () => sendOwnPlan(phone, plan))
    await test.step('and the report that is late, a number of it changed', () => sendLate(phone, plan))
    if (plan.now) await test.step('and one that is in time', () => sendInTime(phone, plan))

    await test.step('who is late and who is missing is in sight', () => seeLate(page, campaign, plan))
    const result = await test.step('the clerk counts the month', () => count(page, campaign, plan))
    await test.step('participants read nothing before it is approved', () =>
      unpublished(phone, campaign, result))
    await test.step('the leader publishes it', () => publish(browser, result))
    await test.step('participants read who was in time, late, missing', () =>
      readResult(phone, campaign, result))
    await phone.context().close()
  })
}

async function make(page: Page, plan: Plan): Promise<void> {
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles(plan.file)
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  // demand 0.9: four stages
  await expect(page.getByRole('heading', { name: '阶段(4)' })).toBeVisible()
  await page.getByRole('button', { name: '生成专项活动' }).click()
  const dialog = page.getByRole('dialog')
  const departments = plan.tasks.flatMap(([, names]) => names).length
  await expect(dialog).toContainText(plan.title)
  // demand 0.1: the plan it carries out
  await expect(dialog).toContainText(`上级方案:${plan.parent}`)
  // demand 0.4: eight tasks, each department of them counted, however they are split
  await expect(dialog).toContainText(`任务 8 项,责任科室 ${departments} 个次`)
  // demand 0.6: the report before the 1st, in two parts
  await expect(dialog).toContainText(`每月报送,1 日前:${plan.parts.join('、')}`)
  await dialog.getByRole('button', { name: '生成专项活动' }).click()
  await expect(page).toHaveURL(/\/campaigns\/\d+$/)
  await expect(dialog).toHaveCount(0)
  // The page it came from has the same heading; its source is gone when the campaign stands there.
  await expect(page.getByRole('region', { name: '原文' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(plan.title)
  await expect(page.getByText(plan.parent)).toBeVisible()
}

async function lacking(page: Page, plan: Plan): Promise<void> {
  const lacks = page.getByRole('region', { name: /^印发前还缺/ })
  // demand 0.15: no task is valid without its three lists
  for (const [words] of plan.tasks)
    await expect(lacks.getByRole('button').filter({ hasText: words }).first()).toBeVisible()
  const actions = page.getByRole('region', { name: '可以办理' })
  await expect(actions.getByRole('button', { name: '印发', exact: true })).toHaveCount(0)

  // demand 0.5: the leading group, its head, deputies and the two directors of the office
  const group = page.getByRole('region', { name: '领导小组' })
  for (const role of ['组长', '副组长', '办公室主任']) await expect(group).toContainText(role)

  await lacks
    .getByRole('button')
    .filter({ hasText: plan.tasks[0]?.[0] as string })
    .first()
    .click()
  await expect(page).toHaveURL(/tab=tasks/)
}

async function fill(page: Page, plan: Plan): Promise<void> {
  const tasks = page.getByRole('region', { name: '三个清单' }).last()
  await expect(tasks.getByRole('row')).toHaveCount(plan.tasks.length + 1)
  for (const [words, departments] of plan.tasks) {
    const row = tasks.getByRole('row').filter({ hasText: words })
    for (const name of departments) await expect(row).toContainText(name)
    await expect(row.getByText('未填')).toHaveCount(3)
  }
  await page.getByRole('button', { name: '批量填写', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('目标任务').fill('本年度内查清底数,问题逐项销号。')
  await choose(page, dialog.getByLabel('完成时限的种类'), '某日前')
  await dialog.getByLabel(/^日期/).fill('2030-06-30')
  await choose(page, dialog.getByLabel('责任人员'), '苏经办')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('status')).toContainText('将改动 8 项任务')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(tasks.getByText('未填')).toHaveCount(0)
  for (const [words] of plan.tasks) {
    const row = tasks.getByRole('row').filter({ hasText: words })
    for (const said of ['问题逐项销号', '2030-06-30', '苏经办']) await expect(row).toContainText(said)
  }
}

async function nameUnits(page: Page): Promise<void> {
  await part(page, '参加单位')
  await page
    .getByRole('region', { name: /^参加单位/ })
    .getByRole('button', { name: '修改' })
    .click()
  const dialog = page.getByRole('dialog')
  for (const name of [FIRST, SECOND]) await choose(page, dialog.getByLabel('点名的单位'), name)
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { name: '参加单位(2)' })).toBeVisible()
}

async function ownPlanDue(page: Page, plan: Plan): Promise<void> {
  await part(page, '概况')
  const facts = page.getByRole('region', { name: '基本情况' })
  if (plan.ownPlan === null) {
    await facts.getByRole('button', { name: '修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('本单位方案报送截止').fill('2030-06-30')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await expect(facts).toContainText(plan.ownPlan ?? '2030-06-30')
}

async function issue(page: Page, plan: Plan): Promise<void> {
  await expect(page.getByText(/^印发前还缺/)).toHaveCount(0)
  await act(page, page.getByRole('region', { name: '可以办理' }), '印发')
  await expect(page.getByText('进行中', { exact: true }).first()).toBeVisible()
  // demand 0.9: four stages in order, each with its mechanism; the time line draws them
  const stages = page.getByRole('region', { name: '阶段', exact: true })
  await expect(stages.locator('.stagebar')).toHaveCount(4)
  for (const [index, [name, mechanism]] of plan.stages.entries()) {
    const stage = stages.getByRole('listitem').nth(index)
    await expect(stage).toContainText(`${index + 1} ${name}`)
    if (mechanism) await expect(stage).toContainText(mechanism)
  }
  const current = stages.locator('[aria-current=step]')
  await expect(current).toHaveCount(plan.now ? 1 : 0)
  if (plan.now) await expect(current).toContainText(plan.now.stage)
}

async function ask(page: Page, campaign: string, plan: Plan): Promise<void> {
  await page.goto(`${campaign}?tab=reports`)
  for (const month of [plan.past, plan.now?.month]) {
    if (!month) continue
    await act(page, page.getByRole('main'), '布置一期', async (dialog) => {
      await dialog.getByLabel(/^报告期/).fill(month)
    })
    await expect(page.getByRole('columnheader', { name: month.slice(2, 7) })).toBeVisible()
  }
}

async function onPhone(browser: Browser, username: string): Promise<Page> {
  const phone = await (await browser.newContext(PHONE)).newPage()
  await signIn(phone, username)
  return phone
}

/** The way in of everything a unit owes: its card among what is to be done. */
async function openDuty(phone: Page, plan: Plan, kind: string, words: RegExp): Promise<void> {
  await phone.getByRole('navigation').getByRole('link', { name: '我的任务' }).tap()
  const card = phone
    .getByRole('listitem')
    .filter({ hasText: plan.title })
    .filter({ has: phone.getByText(kind, { exact: true }) })
  await card.getByRole('link', { name: words }).tap()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(words)
}

async function sent(phone: Page, promise: string): Promise<void> {
  await phone.getByRole('button', { name: '报送', exact: true }).tap()
  await expect(phone.getByRole('dialog')).toContainText(promise)
  await phone.getByRole('button', { name: '确认报送' }).tap()
  await expect(phone.getByRole('dialog')).toHaveCount(0)
  await expect(phone.getByText('已报送', { exact: true }).first()).toBeVisible()
}

async function sendOwnPlan(phone: Page, plan: Plan): Promise<void> {
  // demand 1.12: the unit's own plan has a day of its own
  await openDuty(phone, plan, '本单位方案', /方案/)
  const boxes = phone.getByRole('textbox')
  for (let index = 0; index < (await boxes.count()); index += 1)
    await boxes.nth(index).fill(`门诊、住院、财务各自认领,第 ${index + 1} 项写明到人。`)
  await sent(phone, '现在报送,记为按时')
}

async function sendLate(phone: Page, plan: Plan): Promise<void> {
  await openDuty(phone, plan, '定期报告', named(plan.past))
  // demand 0.6: two parts, the work and the accountability
  for (const title of plan.parts) await expect(phone.getByRole('heading', { name: title })).toBeVisible()
  const number = phone.getByRole('spinbutton', { name: /^新发现问题/ })
  await expect(number).toHaveValue('0')
  await number.fill('3')
  await prose(phone, plan.report)
  await phone.getByRole('button', { name: '报送', exact: true }).tap()
  await expect(phone.getByText('还有 1 处没有填好')).toBeVisible()
  await phone.getByLabel(/为什么与台账不同/).fill('三处都在当天改好,没有登记。')
  await sent(phone, '现在报送记为迟报')
  await expect(phone.getByText('三处都在当天改好,没有登记。')).toBeVisible()
  await expect(phone.getByText('迟报', { exact: true }).first()).toBeVisible()
}

async function sendInTime(phone: Page, plan: Plan): Promise<void> {
  await openDuty(phone, plan, '定期报告', named(plan.now?.month ?? ''))
  await prose(phone, '本月走访五个科室,收回意见十一条,答复九条。')
  await sent(phone, '现在报送,记为按时')
  await expect(phone.getByText('按时', { exact: true }).first()).toBeVisible()
}

async function prose(phone: Page, words: string): Promise<void> {
  const boxes = phone.getByLabel(/文字说明/)
  for (let index = 0; index < (await boxes.count()); index += 1)
    await boxes.nth(index).fill(index === 0 ? words : '本月没有需要问责的情形。')
}

async function seeLate(page: Page, campaign: string, plan: Plan): Promise<void> {
  await page.goto(`${campaign}?tab=reports`)
  const matrix = page.getByRole('table', { name: /^各单位报送情况/ })
  const cell = (unit: string, month: string, state: string) =>
    matrix.getByRole('button', { name: new RegExp(`^${unit} ${named(month).source} ${state}$`) })
  await expect(cell(FIRST, plan.past, '迟报')).toBeVisible()
  await expect(cell(SECOND, plan.past, '未报')).toBeVisible()
  if (plan.now) {
    await expect(cell(FIRST, plan.now.month, '按时')).toBeVisible()
    await expect(cell(SECOND, plan.now.month, '未到期')).toBeVisible()
  }
  const report = page
    .getByRole('region', { name: '未报、迟报名单' })
    .getByRole('row')
    .filter({
      hasText: named(plan.past),
    })
  await expect(report).toHaveCount(1)
  await expect(report).toContainText(SECOND)
  await expect(report).toContainText('未报')
}

async function count(page: Page, campaign: string, plan: Plan): Promise<string> {
  await page.goto(`${campaign}?tab=reports`)
  await act(page, page.getByRole('main'), '统计一期', async (dialog) => {
    await choose(page, dialog.getByLabel(/^哪一期/), named(plan.past))
  })
  const results = page.getByRole('region', { name: '报送情况公布' })
  await expect(results.getByRole('listitem')).toContainText('迟报 1、未报 1')
  await results.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(named(plan.past))
  // Who drafted it does not publish it.
  await expect(page.getByText('按机构顺序排列,不计分,不排名。')).toBeVisible()
  await expect(page.getByRole('button', { name: '批准公布' })).toHaveCount(0)
  return page.url()
}

/** How others stand is the office's: of them a participant sees nothing. */
async function unpublished(phone: Page, campaign: string, result: string): Promise<void> {
  await phone.goto(`${campaign}?tab=reports`)
  await expect(phone.getByRole('rowheader', { name: FIRST })).toBeVisible()
  await expect(phone.getByRole('region', { name: '报送情况公布' })).toContainText('还没有统计过')
  await expect(phone.getByText(SECOND)).toHaveCount(0)
  await phone.goto(result)
  await expect(phone.getByRole('alert')).toBeVisible()
  await expect(phone.getByText(SECOND)).toHaveCount(0)
}

async function publish(browser: Browser, result: string): Promise<void> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, 'e2e.leader')
  await page.goto(result)
  await act(page, page.getByRole('main'), '批准公布')
  await expect(page.getByText('已公布', { exact: true }).first()).toBeVisible()
  await page.context().close()
}

async function readResult(phone: Page, campaign: string, result: string): Promise<void> {
  // demand 0.7: in time, late, missing are told to all who take part, nobody ranked
  await phone.goto(`${campaign}?tab=reports`)
  await phone.getByRole('region', { name: '报送情况公布' }).getByRole('link').tap()
  await expect(phone).toHaveURL(result)
  const facts = phone.getByRole('region', { name: '基本情况' })
  for (const said of ['按时0', '迟报1', '未报1']) await expect(facts).toContainText(said)
  const units = phone.getByRole('list', { name: '各单位报送情况' }).getByRole('listitem')
  await expect(units.filter({ hasText: FIRST })).toContainText('迟报')
  await expect(units.filter({ hasText: SECOND })).toContainText('未报')
}

async function part(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '专项活动的各部分' }).getByRole('link', { name }).click()
}

/** A month as it is named to people. */
function named(day: string): RegExp {
  const [year, month] = day.split('-').map(Number)
  return new RegExp(`${year}年${month}月`)
}

/** Chooses in a list; where it can be searched, what is looked for is typed. */
async function choose(page: Page, field: Locator, words: string | RegExp): Promise<void> {
  await field.click()
  if (typeof words === 'string' && (await field.isEditable())) await field.fill(words)
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: words })
    .first()
    .click()
}
