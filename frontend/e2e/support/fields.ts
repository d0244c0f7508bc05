import { expect, type Locator, type Page } from '@playwright/test'

/** Chooses a unit by typing part of its name, in a field that searches on the server. */
export async function chooseUnit(page: Page, within: Locator, label: string, name: string): Promise<void> {
  const field = within.getByLabel(label)
  await field.click()
  await field.fill(name)
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
  await page.keyboard.press('Escape')
}

/** The act's dialog: opened by its button, done by the button of the same name. */
export async function act(
  page: Page,
  from: Locator,
  label: string,
  fill?: (dialog: Locator) => Promise<void>,
) {
  await from.getByRole('button', { name: label, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await fill?.(dialog)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export function actions(page: Page): Locator {
  return page.getByRole('complementary', { name: '现在能办的' })
}

/** One of the measures on the page of a finding. */
export function measure(page: Page, ordinal: number): Locator {
  return page.getByRole('article', { name: `整改措施 ${ordinal}` })
}
