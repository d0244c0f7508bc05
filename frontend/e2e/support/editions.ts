import { Api } from './api'
import { PASSWORD } from './region'

/** Two editions of one report, written for the journeys: what changed between them is all they differ in. */
function report(
  mark: string,
  edition: { progress: string; first: string; fourth: string; day: string },
): string {
  return `中共晴川市卫生健康委员会党组关于${mark}巡察整改进展情况的通报
根据市委统一部署,2026年3月2日至2026年4月28日,市委${mark}巡察组对市卫生健康委员会党组开展了常规巡察。2026年5月20日,市委${mark}巡察组反馈了意见。现将整改进展情况公布如下。
一、反馈意见整改情况
(一)履行职责方面
1.${edition.first}
整改措施:一是修订药品采购验收办法。二是每月抽查一次入库登记。
整改进展:${edition.progress}
完成情况:正在整改。
2.基层卫生院值班记录缺失。
整改措施:统一值班记录样式。
整改进展:样式已下发。
完成情况:正在整改。
(二)作风建设方面
3.会议多、文件多。
整改措施:精简会议和文件。
整改进展:会议比去年减少两成。
完成情况:已完成整改。
4.${edition.fourth}
中共晴川市卫生健康委员会党组
${edition.day}
`
}

export function firstEdition(mark: string): string {
  return report(mark, {
    first: '药品采购验收走过场,入库登记不全。',
    progress: '验收办法已印发,抽查两次。',
    fourth: '信访件办理超期。\n整改措施:建立信访台账。\n整改进展:台账已建立。\n完成情况:已完成整改。',
    day: '2026年8月10日',
  })
}

export function secondEdition(mark: string): string {
  return report(mark, {
    first: '药品采购验收走过场,入库登记长期不全。',
    progress: '验收办法已印发,抽查五次。',
    fourth: '公务用车登记不实。\n整改措施:逐车登记里程。\n整改进展:已补登三十次。\n完成情况:已完成整改。',
    day: '2026年10月15日',
  })
}

/** The ledger moves on between the editions: a correction that the leader approved. */
export async function correctProblem(address: string, problem: string, corrected: string): Promise<void> {
  const clerk = await Api.signedIn(address, 'e2e.clerk', PASSWORD)
  const found = await clerk.send<{ items: { id: number }[] }>(
    'GET',
    `/findings?q=${encodeURIComponent(problem)}&sort=-number`,
  )
  const asked = await clerk.send<{ id: number }>('POST', `/findings/${found.items[0]?.id}/requests`, {
    kind: 'correct',
    reason: '核对台账后据实更正',
    changes: { problem: corrected },
  })
  const leader = await Api.signedIn(address, 'e2e.leader', PASSWORD)
  await leader.send('POST', `/requests/${asked.id}/decision`, { approve: true })
}
