import { expect, test } from '@playwright/test'
import { givenWork } from './support/assignment'
import { measure } from './support/fields'
import { photo } from './support/papers'
import { signIn } from './support/people'

test('an upload survives a broken line and a reload, and is seen as a picture', async ({
  page,
  baseURL,
}, info) => {
  const mark = info.testId.slice(-6)
  const finding = await givenWork(baseURL as string, `检验科废液桶未加盖(${mark})`, `更换带盖废液桶(${mark})`)
  await signIn(page, 'e2e.hospital')
  await page.goto(`/findings/${finding}`)
  const first = measure(page, 1)

  const offsets: number[] = []
  let cut = false
  await page.route('**/api/v1/attachments/uploads/*', async (route) => {
    const request = route.request()
    if (request.method() === 'PATCH') {
      offsets.push(Number(request.headers()['upload-offset']))
      // The first piece arrives; then the line is gone.
      if (cut) return route.abort('internetdisconnected')
      cut = true
    }
    return route.continue()
  })
  await first.getByLabel('上传佐证').setInputFiles(photo(info.outputPath('废液桶.png'), 1200, 900, true))
  const transfer = first.getByRole('list', { name: '正在上传的文件' }).getByRole('listitem')
  await expect(transfer).toContainText('网络中断,没有传完。', { timeout: 30_000 })

  await page.reload()
  await expect(transfer).toContainText('已暂停')
  await expect(transfer).toContainText('不用从头再传')
  const before = offsets.length
  await page.unroute('**/api/v1/attachments/uploads/*')
  await page.route('**/api/v1/attachments/uploads/*', (route) => {
    if (route.request().method() === 'PATCH') offsets.push(Number(route.request().headers()['upload-offset']))
    return route.continue()
  })
  await transfer.getByRole('button', { name: '继续上传 废液桶.png' }).click()
  await expect(first.getByRole('button', { name: '废液桶.png', exact: true })).toBeVisible({
    timeout: 30_000,
  })
  await expect(transfer).toHaveCount(0)
  expect(offsets[before]).toBeGreaterThan(0)

  await test.step('small in the list, large by a click, downloaded with or without its place', async () => {
    await expect(first.locator('.thumb img')).toBeVisible()
    await first.getByRole('button', { name: '废液桶.png', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const picture = dialog.getByRole('img', { name: '废液桶.png' })
    await expect(picture).toBeVisible()
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(1000)
    const downloads = { 下载原件: '废液桶.png', 下载不含位置信息的副本: '废液桶(无位置信息).png' }
    for (const [button, name] of Object.entries(downloads)) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: button }).click(),
      ])
      expect(download.suggestedFilename()).toBe(name)
    }
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test('a file of the wrong kind is refused before anything is sent', async ({ page, baseURL }, info) => {
  const mark = info.testId.slice(-6)
  const finding = await givenWork(baseURL as string, `档案室温湿度未记录(${mark})`, `每日记录两次(${mark})`)
  await signIn(page, 'e2e.hospital')
  await page.goto(`/findings/${finding}`)
  await measure(page, 1)
    .getByLabel('上传佐证')
    .setInputFiles({ name: '记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a paper') })
  await expect(measure(page, 1).getByRole('alert')).toContainText('内容与文件类型不符')
})
