import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { Api } from './support/api'
import { read, startsWith, word } from './support/papers'
import { signIn, signOut } from './support/people'
import { DEMONSTRATION_PASSWORD } from './support/region'

interface Found {
  id: number
  problem: string
}

/** A finding of the commission's inspection that is closed and of which nobody has worded anything. */
async function unworded(address: string): Promise<Found> {
  const clerk = await Api.signedIn(address, 'clerk', DEMONSTRATION_PASSWORD)
  const list = await clerk.send<{ items: Found[] }>(
    'GET',
    '/findings?inspection_id=1&closure_state=closed&key_matter=false&sort=-number&limit=20',
  )
  for (const found of list.items) {
    const known = await clerk.send<{ state: string; withheld: boolean }>(
      'GET',
      `/findings/${found.id}/publication`,
    )
    if (known.state === 'undrafted' && !known.withheld) return found
  }
  throw new Error('the demonstration has no finding that nobody has worded')
}

async function saved(page: Page, from: Locator, folder: string): Promise<{ path: string; name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), from.click()])
  const name = download.suggestedFilename()
  const path = `${folder}/${name}`
  await download.saveAs(path)
  return { path, name }
}

const bare = (text: string) => text.replaceAll(/\s/g, '')

async function openReport(page: Page): Promise<Locator> {
  await page.goto('/inspections/1')
  const button = page.getByRole('button', { name: '编制整改报告' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: '正文' })).toBeVisible()
  return dialog
}

test('what is said outside goes through two people, and the public report holds nothing else', async ({
  page,
  baseURL,
}, info) => {
  const finding = await unworded(baseURL as string)
  const wording = `有关管理工作须进一步加强(${info.testId.slice(-6)})。`

  await test.step('the clerk words it', async () => {
    await signIn(page, 'clerk', DEMONSTRATION_PASSWORD)
    await page.goto(`/findings/${finding.id}`)
    const section = page.getByRole('region', { name: '公开' })
    await expect(section).toContainText('未拟稿')
    await section.getByRole('button', { name: '拟写公开表述' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('问题')).not.toHaveValue('')
    await dialog.getByLabel('问题').fill(wording)
    await dialog.getByRole('button', { name: '提交审批' }).click()
    await expect(section).toContainText('待审批')
    await expect(section.getByRole('button', { name: '批准公开' })).toHaveCount(0)
    await signOut(page)
  })

  await test.step('the leader approves it', async () => {
    await signIn(page, 'leader', DEMONSTRATION_PASSWORD)
    await page.goto(`/findings/${finding.id}`)
    const section = page.getByRole('region', { name: '公开' })
    await section.getByRole('button', { name: '批准公开' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '批准公开' }).click()
    await expect(section).toContainText('已批准')
    await signOut(page)
  })

  await signIn(page, 'clerk', DEMONSTRATION_PASSWORD)
  const dialog = await openReport(page)
  await test.step('the preview says what is left out before anything is printed', async () => {
    await expect(dialog.getByRole('status')).toContainText('不列入 0 个')
    await dialog.getByText('公开版', { exact: true }).click()
    await expect(dialog.getByRole('status')).not.toContainText('不列入 0 个')
    await expect(dialog.getByRole('region', { name: '正文' })).toContainText(wording)
    await dialog.getByText(/不列入公开版的 \d+ 个问题及原因/).click()
    await expect(dialog.getByText('涉及患者隐私和未办结的信访事项')).toBeVisible()
    const faults = await new AxeBuilder({ page }).include('.ant-modal').analyze()
    expect(faults.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  })

  await test.step('the files hold the wording and no word of the ledger', async () => {
    for (const [button, magic] of [
      ['下载 DOCX', 'PK'],
      ['下载 PDF', '%PDF-'],
    ] as const) {
      const file = await saved(page, dialog.getByRole('button', { name: button }), info.outputPath('.'))
      expect(file.name).toContain('(公开版).')
      expect(startsWith(file.path, magic)).toBe(true)
      const text = bare(read(file.path).text)
      expect(text).toContain(bare(wording).replace('。', ''))
      expect(text).not.toContain(bare(finding.problem))
      expect(text).not.toContain('未办结的信访事项')
    }
  })
})

test('a template with a wrong field is refused in words, a right one is used', async ({ page }, info) => {
  const name = `e2e 版式 ${info.testId.slice(-6)}`
  await signIn(page, 'system', DEMONSTRATION_PASSWORD)
  await page.goto('/templates')
  await page.getByRole('button', { name: '上传模板' }).click()
  const dialog = page.getByRole('dialog')
  const send = dialog.getByRole('button', { name: '上传模板' })
  await dialog.getByLabel('名称').fill(name)
  await dialog
    .getByLabel('选择 Word 文件')
    .setInputFiles(word(info.outputPath('错.docx'), '{{标题}}', '落款:{{落款单位}}'))
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText(/第\s*2\s*段/)
  await expect(dialog.getByRole('alert')).toContainText('落款单位')
  await dialog
    .getByLabel('选择 Word 文件')
    .setInputFiles(word(info.outputPath('对.docx'), '晴川版式', '{{标题}}', '落款:{{发文机关}}'))
  await send.click()
  await expect(page.getByRole('region', { name: '公文模板' })).toContainText(name)
  await signOut(page)

  await signIn(page, 'clerk', DEMONSTRATION_PASSWORD)
  await page.goto('/templates')
  await expect(page.getByRole('button', { name: '上传模板' })).toHaveCount(0)
  const ready = await saved(page, page.getByRole('button', { name: /下载空白模板/ }), info.outputPath('.'))
  expect(startsWith(ready.path, 'PK')).toBe(true)

  const report = await openReport(page)
  await report.getByLabel('版式').click()
  await page.locator('.ant-select-item-option').filter({ hasText: name }).click()
  await expect(report.getByRole('button', { name: '下载 PDF' })).toBeDisabled()
  const file = await saved(page, report.getByRole('button', { name: '下载 DOCX' }), info.outputPath('.'))
  expect(bare(read(file.path).text)).toContain('晴川版式')
})

test('a list comes as it was filtered, to be printed or to be worked with', async ({ page }, info) => {
  await signIn(page, 'clerk', DEMONSTRATION_PASSWORD)
  await page.goto('/findings?inspection_id=1&key_matter=true')
  await expect(page.locator('table.dense tbody tr').first()).toBeVisible()
  for (const item of ['对账销号清单(Word)', '责任清单(Excel)', '问题台账,全部列(XLSX)']) {
    await page.getByRole('button', { name: '导出清单' }).click()
    const file = await saved(page, page.getByRole('menuitem', { name: item }), info.outputPath('.'))
    expect(startsWith(file.path, 'PK')).toBe(true)
    expect(file.name).toContain(item.replace(/[(,].*/, ''))
    expect(read(file.path).text.length).toBeGreaterThan(100)
  }
})
