import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { correctProblem, firstEdition, secondEdition } from './support/editions'
import { signIn } from './support/people'

const SAMPLES = join(fileURLToPath(new URL('../..', import.meta.url)), 'backend', 'mingze', 'samples')

function source(page: Page): Locator {
  return page.getByRole('region', { name: '原文' })
}

async function give(page: Page, ...files: Parameters<Locator['setInputFiles']>[0][]): Promise<void> {
  await page.goto('/imports')
  for (const file of files) await page.locator('input[type=file]').setInputFiles(file as string)
}

function text(name: string, content: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(content) }
}

async function noFaults(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(found.violations.map((fault) => `${fault.id}: ${fault.nodes[0]?.html.slice(0, 200)}`)).toEqual([])
}

test('a campaign plan is read beside its text, put right and filed', async ({ page }, info) => {
  await signIn(page, 'e2e.clerk')
  await give(page, join(SAMPLES, 'campaign_plan.txt'))
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  await expect(page.getByText('专项工作方案')).toBeVisible()

  // demand 0.9: stages with their days and what each is to bring about
  const stages = page.getByRole('region', { name: '阶段(3)' }).getByRole('row')
  await expect(stages).toHaveCount(4)
  await expect(stages.nth(1)).toContainText('动员自查阶段')
  await expect(stages.nth(1)).toContainText('明责')
  await expect(stages.nth(1)).toContainText('2025-02-20')
  // demand 0.4: what each department answers for; demand 0.6: the monthly report
  const tasks = page.getByRole('region', { name: /^任务/ })
  await expect(tasks.getByRole('listitem').filter({ hasText: '清理账外资金' })).toContainText('机关纪委')
  await expect(tasks.getByRole('listitem').filter({ hasText: '完善内控制度' })).toContainText('2025-10-31 前')
  await expect(page.getByText(/^每月5日前/)).toBeVisible()

  await test.step('a field leads to its place in the source, and back', async () => {
    await page.getByRole('button', { name: /^2 *重点检查阶段|^重点检查阶段/ }).click()
    await expect(source(page).locator('.lit').first()).toContainText('重点检查阶段')
    await source(page).getByText('纠正违规收费', { exact: false }).first().click()
    await expect(tasks.locator('.found')).toContainText('纠正违规收费')
    await page.getByText(/^目录/).click()
    await page
      .getByRole('navigation', { name: '文件目录' })
      .getByRole('button', { name: /治理内容/ })
      .click()
    await expect(source(page).locator('.lit').first()).toContainText('治理内容')
  })

  await test.step('a task is put right; Escape asks before it throws away what was typed', async () => {
    await tasks.getByRole('button', { name: '修改:完善内控制度' }).click()
    const dialog = page.getByRole('dialog').first()
    await dialog.getByLabel('责任科室').fill('财务科,医政科')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const asked = page.getByRole('dialog', { name: '放弃填写的内容?' })
    await expect(asked).toBeVisible()
    await asked.getByRole('button', { name: '继续填写' }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(tasks.getByRole('listitem').filter({ hasText: '完善内控制度' })).toContainText('医政科')
  })
  await noFaults(page)

  await page.getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('阶段 3 个,任务 3 项')
  await page.getByRole('dialog').getByRole('button', { name: '归档', exact: true }).click()
  await expect(page.getByText('这份文件已经归档,内容和原件都在这里。')).toBeVisible()
  await expect(page.getByRole('button', { name: '修改文件信息' })).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载原件' }).click(),
  ])
  await download.saveAs(info.outputPath('plan.txt'))
  expect(download.suggestedFilename()).toBe('campaign_plan.txt')

  await page.goto('/imports')
  await expect(page.getByRole('row').filter({ hasText: 'campaign_plan.txt' }).first()).toContainText('已归档')
})

test('an annual report shows its figures, added up again', async ({ page }) => {
  await signIn(page, 'e2e.clerk')
  await give(page, join(SAMPLES, 'annual_report.txt'))
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  const figures = page.getByRole('table', { name: /^数据/ })
  const calls = figures.getByRole('row').filter({ hasText: '信访举报' }).first()
  // demand 3.15: the tip-offs with their parts, which are the whole
  await expect(calls).toContainText('148')
  await expect(calls).toContainText('价格收费 33')
  await expect(calls).toContainText('与总数一致')

  await calls.getByRole('button', { name: '修改:信访举报' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('分项 2:数值').fill('30')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(calls).toContainText('与总数相差 -3')
  await page.getByRole('checkbox', { name: '只看核算不符的(1)' }).check()
  await expect(figures.getByRole('row')).toHaveCount(2)
  await noFaults(page)
})

test('a report imported again is compared, decided on and merged into the ledger', async ({
  page,
  baseURL,
}, info) => {
  const mark = `第${info.testId.slice(-4)}`
  await signIn(page, 'e2e.clerk')
  await test.step('the first edition enters', async () => {
    await give(page, text('整改通报.txt', firstEdition(mark)))
    await expect(page.getByText('共 4 条,移出 0 条')).toBeVisible()
    await page.getByRole('button', { name: '确认进入台账' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认进入台账' }).click()
    await expect(page).toHaveURL(/\/findings\?.*inspection_id=\d+/)
  })
  const ledger = page.url()
  await correctProblem(
    baseURL as string,
    '药品采购验收走过场,入库登记不全。',
    '药品采购验收走过场,三家卫生院入库登记不全。',
  )

  await give(page, text('整改通报.txt', secondEdition(mark)))
  await expect(page.getByLabel('与哪次导入比对')).toBeVisible()
  const chip = (name: string) => page.getByRole('button', { name: new RegExp(name) })
  for (const said of ['没有变化 2', '有变化 1', '新增 1', '不再出现 1', '待决定 1'])
    await expect(chip(`^\\S* ?${said}$`)).toBeVisible()
  await noFaults(page)

  await test.step('nothing is confirmed over a conflict: the dialog leads to it', async () => {
    await page.getByRole('button', { name: '确认进入台账' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('alert')).toContainText('还有 1 条冲突没有决定')
    await dialog.getByRole('button', { name: '去看第一条冲突' }).click()
    await expect(dialog).toHaveCount(0)
  })
  const row = page.locator('.draftrow').filter({ hasText: '入库登记长期不全' })
  await expect(row.locator('ins', { hasText: '长期' })).toBeVisible()
  await expect(row).toContainText('三家卫生院入库登记不全')
  // The choice shows when the service has taken it.
  await row.getByRole('radio', { name: '保留台账内容' }).click()
  await expect(chip('待决定')).toHaveCount(0)

  await chip('^\\S* ?不再出现 1$').click()
  await expect(page.getByRole('region', { name: '不再出现(1)' })).toContainText('信访件办理超期')
  await chip('^全部').click()

  await page.getByRole('button', { name: '确认进入台账' }).click()
  const dialog = page.getByRole('dialog')
  for (const said of ['新进入台账 1 条', '更新台账中的问题 0 条', '不动 3 条', '文件中不再出现 1 条'])
    await expect(dialog).toContainText(said)
  await dialog.getByRole('button', { name: '确认进入台账' }).click()
  await expect(page).toHaveURL(/\/findings/)
  await page.goto(ledger)
  await expect(page.getByText('公务用车登记不实')).toBeVisible()
  await expect(page.getByText('三家卫生院入库登记不全')).toBeVisible()
  await expect(page.getByText('信访件办理超期')).toBeVisible()
})

test('several files go in one after another; what cannot be read says why', async ({ page }, info) => {
  await signIn(page, 'e2e.clerk')
  await page.goto('/imports')
  await page
    .locator('input[type=file]')
    .setInputFiles([
      text('整改台账一.txt', firstEdition(`第${info.testId.slice(-3)}批`)),
      { name: '照片.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('GIF89a') },
      text('空.txt', ''),
    ])
  const list = page.getByRole('list', { name: '正在导入的文件' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list.getByRole('listitem').first()).toContainText('已读成草稿:整改情况报告')
  await expect(list.getByRole('alert').first()).toContainText('照片.docx')
  await expect(list.getByRole('alert').nth(1)).toContainText('文件是空的')
  await list.getByRole('link', { name: '打开草稿' }).click()
  await expect(page).toHaveURL(/\/imports\/\d+$/)
})
