import { expect, test } from '@playwright/test'
import { givenCampaign } from '../support/campaign'
import { signIn, signOut } from '../support/people'

test('a head sends a monthly report from the phone; the office returns it with its reason', async ({
  page,
  baseURL,
}) => {
  const title = `窗口服务作风整治${Date.now() % 1_000_000}`
  const campaign = await givenCampaign(baseURL as string, title)
  await signIn(page, 'e2e.hospital')
  await page.getByRole('navigation').getByRole('link', { name: '我的任务' }).tap()
  const report = page.getByRole('link', { name: new RegExp(`^${title}月报`) })
  await report.tap()

  await test.step('the number is the ledger’s; another one gives its reason', async () => {
    const number = page.getByRole('spinbutton', { name: '新发现问题' })
    await expect(number).toHaveValue('0')
    await page.getByRole('button', { name: /查看“新发现问题”的来源/ }).tap()
    await expect(page.getByText('台账中没有对应的记录')).toBeVisible()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /关闭|Close/ })
      .tap()
    await number.fill('2')
    await page.getByLabel(/文字说明/).fill('本月组织窗口服务自查,发现两个问题,已当场整改。')
    await page.getByRole('button', { name: '报送', exact: true }).tap()
    await expect(page.getByText('还有 1 处没有填好')).toBeVisible()
    await page.getByLabel(/为什么与台账不同/).fill('当场整改的没有登记')
  })

  await test.step('what is typed outlives the page', async () => {
    await page.reload()
    await expect(page.getByLabel(/为什么与台账不同/)).toHaveValue('当场整改的没有登记')
  })

  await page.getByRole('button', { name: '报送', exact: true }).tap()
  await expect(page.getByRole('dialog')).toContainText('有 1 个数字与台账不同')
  await page.getByRole('button', { name: '确认报送' }).tap()
  await expect(page.getByText('已报送', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('当场整改的没有登记')).toBeVisible()
  const address = page.url()
  await signOut(page)

  await test.step('the office returns it', async () => {
    await signIn(page, 'e2e.clerk')
    await page.goto(`/campaigns/${campaign}/duties?state=submitted`)
    await page.getByRole('link', { name: '晴川第一医院' }).tap()
    await page.getByRole('button', { name: '退回', exact: true }).tap()
    await page.getByLabel(/退回原因/).fill('请写明两个问题分别是什么。')
    await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).tap()
    await expect(page.getByText('已退回', { exact: true }).first()).toBeVisible()
    await signOut(page)
  })

  await signIn(page, 'e2e.hospital')
  await page.goto(address)
  await expect(page.getByText('请写明两个问题分别是什么。').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '报送', exact: true })).toBeVisible()
})
