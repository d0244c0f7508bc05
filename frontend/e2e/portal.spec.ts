import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'

/** Everything a page needs, all together. */
const HEAVIEST = 60_000
const WORDS = '上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。'

interface Visit {
  page: Page
  /** Called on every page of the journey. */
  look: () => Promise<void>
}

/** A complaint from the start to a word added by receipt; every page is looked at. */
async function complain({ page, look }: Visit, large: boolean): Promise<string> {
  const main = page.getByRole('main')
  await page.goto(large ? '/portal?large=1' : '/portal')
  await look()
  await main.getByRole('link', { name: /^举报 ?揭发/ }).click()
  await expect(main).toContainText('不接收举报')
  await look()
  await page.goBack()
  await main.getByRole('link', { name: /^投诉 ?对医院/ }).click()
  await page.getByLabel('单位名称').fill('人民医院')
  await main.getByRole('button', { name: '查找' }).click()
  await look()
  await main.getByRole('listitem').getByRole('link').first().click()
  await page.getByLabel('服务态度').check()
  await page.getByLabel('要求保密').check()
  await look()
  // As fast as somebody who types well: what comes faster is taken for a program.
  await page.getByLabel('发生了什么').pressSequentially(WORDS, { delay: 130 })
  await main.getByRole('button', { name: '下一步' }).click()
  await expect(main).toContainText('还没有提交')
  await look()
  const receipt = await main.locator('.receipt').innerText()
  await main.getByRole('button', { name: '提交' }).click()
  await expect(main.locator('.receipt')).toHaveText(receipt)
  await expect(main.getByRole('status')).toContainText('已经收到')
  await look()
  await main.getByRole('button', { name: '查看办理进度' }).click()
  await expect(main).toContainText('正在确定由哪个单位办理')
  await expect(main).toContainText('最迟')
  await look()
  return receipt
}

async function add({ page, look }: Visit, receipt: string): Promise<void> {
  const main = page.getByRole('main')
  await page.goto('/portal/follow')
  await look()
  await page.getByLabel('回执').fill(receipt.toLowerCase().replaceAll('-', ' '))
  await main.getByRole('button', { name: '查询' }).click()
  await page.getByLabel('补充说明').fill('挂号单还在。')
  await main.getByRole('button', { name: '发送' }).click()
  await expect(main.getByRole('status')).toContainText('已经发送')
  await expect(main).toContainText('挂号单还在。')
  expect(page.url()).not.toContain(receipt.slice(0, 4))
}

async function visitor(browser: Browser, javaScriptEnabled: boolean): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } })
}

test('without JavaScript, on a slow line', async ({ browser }) => {
  const context = await visitor(browser, false)
  const page = await context.newPage()
  const weights: Promise<number>[] = []
  page.on('response', (response) => {
    weights.push(
      response
        .body()
        .then((body) => body.length)
        .catch(() => 0),
    )
  })
  const look = async (): Promise<void> => {
    const weight = (await Promise.all(weights.splice(0))).reduce((sum, one) => sum + one, 0)
    expect(weight).toBeLessThanOrEqual(HEAVIEST)
  }
  const receipt = await complain({ page, look }, false)
  await add({ page, look }, receipt)
  expect(await context.cookies()).toEqual([])
  await context.close()
})

for (const large of [false, true]) {
  test(`with a screen reader${large ? ', in large print' : ''}`, async ({ browser }) => {
    const context = await visitor(browser, true)
    const page = await context.newPage()
    const look = async (): Promise<void> => {
      const found = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await expect(page.locator('html.large')).toHaveCount(large ? 1 : 0)
    }
    await complain({ page, look }, large)
    for (const path of ['channels', 'suggestions', 'statistics', 'complain?what=petition&unit=none']) {
      await page.goto(`/portal/${path}${large ? `${path.includes('?') ? '&' : '?'}large=1` : ''}`)
      await look()
    }
    await context.close()
  })
}
