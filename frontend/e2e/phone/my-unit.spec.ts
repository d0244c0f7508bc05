import { expect, test } from '@playwright/test'
import { givenAssignment } from '../support/assignment'
import { photo } from '../support/papers'
import { signIn } from '../support/people'

test('a head reports progress with a photo in three taps', async ({ page, baseURL }, info) => {
  const problem = `门诊候诊区卫生间地面湿滑,无人巡查(${info.testId.slice(-6)})`
  const measure = `增设防滑垫并每两小时巡查(${info.testId.slice(-6)})`
  await givenAssignment(baseURL as string, problem, measure)
  await signIn(page, 'e2e.hospital')
  await page.getByRole('navigation').getByRole('link', { name: '我的单位' }).tap()
  await page
    .getByRole('link', { name: new RegExp(problem.slice(0, 12)) })
    .first()
    .tap()
  await page.getByRole('button', { name: '接收', exact: true }).tap()
  await page.getByRole('dialog').getByRole('button', { name: '接收', exact: true }).tap()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('navigation').getByRole('link', { name: '我的单位' }).tap()
  const card = page.getByRole('listitem').filter({ hasText: measure })
  await card.getByRole('button').first().tap()
  await card.getByLabel('进展情况').fill('防滑垫已铺设,每两小时巡查一次。')
  await card.getByLabel('照片或文件(可不附)').setInputFiles(photo(info.outputPath('防滑垫.png')))
  await card.getByRole('button', { name: '提交' }).tap()
  await expect(page.getByText('进展已提交').first()).toBeVisible()
  await expect(card.getByRole('button', { name: '防滑垫.png', exact: true })).toBeVisible()

  await card.getByRole('button', { name: '申报完成' }).tap()
  await expect(page.getByText('“申报完成”已办理').first()).toBeVisible()
  await page.screenshot({ path: info.outputPath('my-unit.png'), fullPage: true })
})
