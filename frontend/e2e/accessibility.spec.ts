import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/people'
import { DEMONSTRATION_PASSWORD } from './support/region'
import { PAGES } from './support/routes'

async function faults(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return found.violations.map(
    (fault) =>
      `${fault.id}: ${fault.help} — ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

/** The page has said all it has to say: no spinner, nothing under way. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await expect(page.locator('.ant-spin-spinning')).toHaveCount(0)
}

test('the door', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  expect(await faults(page)).toEqual([])
})

/** One page of the browser for each person, signed in once: signing in takes longer than looking. */
for (const person of new Set(PAGES.map(({ as }) => as))) {
  test.describe(`as ${person}`, () => {
    let page: Page

    test.beforeAll(async ({ browser }) => {
      page = await (await browser.newContext()).newPage()
      await signIn(page, person, DEMONSTRATION_PASSWORD)
    })
    test.afterAll(async () => {
      await page.context().close()
    })

    for (const { path } of PAGES.filter(({ as }) => as === person)) {
      test(`no fault on ${path} for ${person}`, async () => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await settled(page)
        await expect(page.getByRole('alert')).toHaveCount(0)
        expect(await faults(page)).toEqual([])
        // Nothing needs sideways scrolling, down to the width of a phone.
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
      })
    }
  })
}
