import { expect, type Page, test } from '@playwright/test'
import { act, actions, chooseUnit, measure } from './support/fields'
import { type Paper, photo, read, reports, scan, startsWith } from './support/papers'
import { signIn, signInFirst, signOut } from './support/people'
import { NEWCOMER } from './support/region'

const DEPARTMENT = '晴川医政医管科'

test('a first password is changed before anything else', async ({ page }) => {
  await signInFirst(page, NEWCOMER)
  await signOut(page)
  await signIn(page, NEWCOMER)
})

for (const paper of reports()) {
  test(`a document becomes a ledger and a report again: ${paper.name}`, async ({ page }, info) => {
    test.setTimeout(300_000)
    const ledger = await test.step('the clerk imports, checks and confirms', () => enterLedger(page, paper))
    const finding = await test.step('and hands the findings out', () => handOut(page, ledger, paper))
    await signOut(page)
    await test.step('the department accepts, reports with a photo and claims', () =>
      reportAndClaim(page, finding, info.outputPath('现场照片.png')))
    await signOut(page)
    await test.step('somebody else verifies', () => verify(page, finding))
    await signOut(page)
    await test.step('the clerk applies for closure', () => applyForClosure(page, finding))
    await signOut(page)
    await test.step('the leader approves', () => approve(page, finding))
    await signOut(page)
    await test.step('the organs sign on paper, and the finding is closed', () =>
      countersignAndClose(page, finding, info.outputPath('会签.pdf')))
    await test.step('the report comes out as DOCX and PDF', () =>
      downloadReports(page, paper, info.outputPath()))
  })
}

async function enterLedger(page: Page, paper: Paper): Promise<string> {
  await signIn(page, 'e2e.clerk')
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles(paper.path)
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  await expect(page.getByText(`共 ${paper.findings} 条,移出 0 条`)).toBeVisible()

  // demand 4.1: the group, the period and the date of the feedback were read
  const facts = page.getByRole('region', { name: '文件信息' })
  await expect(facts).toContainText(/巡察组/)
  await expect(facts).toContainText(`${paper.from} — ${paper.to}`)
  await expect(facts).toContainText(paper.feedback)

  // demand 4.5: hovering a field lights the sentence it was read from
  const first = page.locator('.draftrow').first()
  await first.getByRole('button', { name: new RegExp(paper.first) }).hover()
  await expect(page.locator('.source .lit').first()).toBeVisible()
  await expect(page.locator('.source .lit').first()).toContainText(paper.first)

  // The draft can be left and resumed; nothing has entered the ledger yet.
  const draft = page.url()
  await page.goto('/findings')
  await expect(page.getByRole('link', { name: new RegExp(paper.first) })).toHaveCount(0)
  await page.goto(draft)

  await page.getByRole('checkbox', { name: '全选' }).check()
  await page.getByRole('button', { name: '分配单位和期限' }).click()
  const assigning = page.getByRole('dialog')
  await chooseUnit(page, assigning, '责任单位', DEPARTMENT)
  await assigning.getByLabel('整改期限').fill('2027-06-30')
  await assigning.getByRole('button', { name: '确定' }).click()
  await expect(page.getByText(`已分配 ${paper.findings} 条`).first()).toBeVisible()
  await expect(first).toContainText(DEPARTMENT)

  await page.getByRole('button', { name: '确认进入台账' }).click()
  const confirming = page.getByRole('dialog')
  await expect(confirming).toContainText(`进入台账 ${paper.findings} 条`)
  // demand 4.6: the matters named by the leader are marked
  await expect(confirming).toContainText(`其中点人点事 ${paper.keyMatters} 条`)
  await confirming.getByRole('button', { name: '确认进入台账' }).click()
  await expect(page).toHaveURL(/\/findings\?.*inspection_id=\d+/)
  return page.url()
}

async function handOut(page: Page, ledger: string, paper: Paper): Promise<string> {
  await page.goto(ledger)
  await expect(page.getByText(`已载入 ${paper.findings} 条`)).toBeVisible()
  await page.getByRole('checkbox', { name: '全选已载入的行' }).check()
  await act(page, page.locator('.bulkbar'), '交办')
  await expect(page.getByText(`已交办 ${paper.findings} 个问题`).first()).toBeVisible()
  await page.getByRole('link', { name: new RegExp(paper.first) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('问题')
  return page.url()
}

async function reportAndClaim(page: Page, finding: string, picture: string): Promise<void> {
  await signIn(page, 'e2e.head')
  await page.goto(finding)
  await act(page, actions(page), '接收')
  const first = measure(page, 1)
  await act(page, first, '填报进展', async (dialog) => {
    await dialog.getByRole('textbox', { name: /进展/ }).fill('已按措施办结,现场情况见照片。')
  })
  // demand 4.8: evidence of a photo, with its preview
  await first.getByLabel('上传佐证').setInputFiles(photo(picture))
  await first.getByRole('button', { name: '现场照片.png', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('img', { name: '现场照片.png' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await act(page, first, '申报完成')
  await expect(first).toContainText('韩科长')

  // demand 4.29: she may verify what others did, but not what is her own
  await first.getByText('现在不能办的,以及原因').click()
  await expect(first).toContainText('您是整改措施的责任人或填报过进展,须由他人核验')
  await expect(first.getByRole('button', { name: '核验通过' })).toHaveCount(0)
}

async function verify(page: Page, finding: string): Promise<void> {
  await signIn(page, 'e2e.second')
  await page.goto(finding)
  await act(page, measure(page, 1), '核验通过')
  await expect(measure(page, 1)).toContainText('陶复核')
  await act(page, actions(page), '核验通过')
}

async function applyForClosure(page: Page, finding: string): Promise<void> {
  await signIn(page, 'e2e.clerk')
  await page.goto(finding)
  await act(page, actions(page), '申请销号')
}

async function approve(page: Page, finding: string): Promise<void> {
  await signIn(page, 'e2e.leader')
  await page.goto(finding)
  await act(page, actions(page), '批准销号')
}

async function countersignAndClose(page: Page, finding: string, paper: string): Promise<void> {
  await signIn(page, 'e2e.clerk')
  await page.goto(finding)
  await act(page, actions(page), '登记会签', async (dialog) => {
    const organs = dialog.getByRole('checkbox')
    for (let index = 0; index < (await organs.count()); index += 1) {
      await organs.nth(index).check()
      await dialog
        .getByRole('textbox', { name: /全称$/ })
        .nth(index)
        .fill(`晴川市第 ${index + 1} 会签机关`)
    }
    await dialog.getByLabel('文件名称或文号').fill('晴巡办函〔2026〕8号')
    await dialog.getByLabel('扫描件').setInputFiles(scan(paper, 'countersigned'))
  })
  await expect(page.getByRole('button', { name: '会签.pdf', exact: true }).first()).toBeVisible()
  await act(page, actions(page), '销号', async (dialog) => {
    await dialog.getByLabel('销号机关').fill('晴川市卫生健康委员会监督办公室')
    await dialog.getByLabel('销号依据文件').fill('晴巡办函〔2026〕8号')
  })
  await expect(page.getByText('已销号').first()).toBeVisible()
  const timeLine = page.getByRole('region', { name: '时间线' })
  for (const person of ['苏经办', '韩科长', '陶复核', '程分管']) await expect(timeLine).toContainText(person)
}

async function downloadReports(page: Page, paper: Paper, folder: string): Promise<void> {
  await page.getByRole('link', { name: '巡察督查' }).click()
  await page.locator('table.dense tbody a').first().click()
  // demand 4.2: the totals, the two key matters among them
  const figures = page.locator('.figures')
  await expect(figures).toContainText(`问题${paper.findings}`)
  await expect(figures).toContainText(`点人点事${paper.keyMatters}`)
  await expect(figures).toContainText(`已完成${paper.done}`)
  await expect(figures).toContainText(`阶段性${paper.staged}`)
  // demand 4.3: measures are counted on their own, one for each finding
  await expect(figures).toContainText(`整改措施${paper.findings}`)
  await expect(figures).toContainText('已销号1')

  await page.getByRole('button', { name: '编制整改报告' }).click()
  for (const [button, magic] of [
    ['下载 DOCX', 'PK'],
    ['下载 PDF', '%PDF-'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    const path = `${folder}/${download.suggestedFilename()}`
    await download.saveAs(path)
    expect(startsWith(path, magic)).toBe(true)
    const back = read(path)
    expect(back.text.replaceAll(/\s/g, '')).toContain(paper.first)
    expect(back.findings).toHaveLength(paper.findings)
  }
}
