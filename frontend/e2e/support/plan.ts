import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A plan that becomes a campaign, and what it states of itself. */
export interface Plan {
  name: string
  title: string
  file: { name: string; mimeType: string; buffer: Buffer }
  /** Name and mechanism, in order. */
  stages: [name: string, mechanism: string | null][]
  /** Its tasks by a few words, with the departments each one names. */
  tasks: [words: string, departments: string[]][]
  parts: string[]
  parent: string
  /** By when the units send their own plans; null where it asks for none by a day. */
  ownPlan: string | null
  /** The first day of a month it ran in, whose report is long due. */
  past: string
  /** The first day of the month it runs in now, and the name of that stage; null where it is over. */
  now: { month: string; stage: string } | null
  /** What the unit writes of that past month: no two reports are alike, or the service asks why. */
  report: string
}

/** The self-written plan, which runs today, and the published original where the setting says where it lies. */
export function plans(): Plan[] {
  const found = [twin()]
  const folder = process.env.MINGZE_TEST_DOCUMENTS
  if (!folder) return found
  const original = join(folder, '000_7d53db7802b0a7be.txt')
  if (!existsSync(original)) throw new Error(`MINGZE_TEST_DOCUMENTS has no ${original}`)
  found.push({
    name: 'the published original',
    title: '全市卫生计生系统懒政怠政为官不为问责年活动工作方案',
    file: text('问责年活动.txt', readFileSync(original)),
    stages: [
      ['动员部署阶段', '明责'],
      ['自查自纠阶段', '述责'],
      ['监督检查阶段', '评责'],
      ['总结提高阶段', null],
    ],
    tasks: [
      ['巩固专项治理成果', ['监察室']],
      ['深化机构改革', ['人事科']],
      ['深化医药卫生体制改革', ['医改办', '规财科']],
      ['专项资金监管', ['规财科', '基层卫生与计划生育指导科', '疾控科']],
      ['三合理一规范', ['医政科', '规财科', '监察室']],
      ['查处涉医贪腐', ['监察室']],
      ['奖扶政策落实', ['计划生育家庭发展科']],
      [
        '完善计划生育服务管理',
        [
          '基层卫生与计划生育指导科',
          '计划生育家庭发展科',
          '流动人口服务管理科',
          '宣传与法制科',
          '妇幼健康服务科',
        ],
      ],
    ],
    parts: ['工作开展情况', '问责情况'],
    parent: '全省卫生计生系统开展懒政怠政为官不为问责年活动实施方案',
    ownPlan: null,
    past: '2016-09-01',
    now: null,
    report: '住院楼一处台阶没有扶手,两块公示栏过期,都已更换。',
  })
  return found
}

function text(name: string, buffer: Buffer): Plan['file'] {
  return { name, mimeType: 'text/plain', buffer }
}

/** The first day of a month, by the clock of the region: 0 is this month. */
function month(away: number): Date {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const [year = 0, number = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + away, 1))
}

function iso(day: Date): string {
  return day.toISOString().slice(0, 10)
}

function chinese(day: Date): string {
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
}

/** From the first day of one month to the last day of another. */
function months(first: number, last: number): string {
  return `${chinese(month(first))}—${chinese(new Date(month(last + 1).getTime() - 86_400_000))}`
}

function twin(): Plan {
  const title = '全市卫生健康系统推诿拖延问题专项治理工作方案'
  const body = '全市卫生健康系统推诿拖延问题专项治理实施方案'
  const parent = '全省卫生健康系统推诿拖延问题专项治理实施方案'
  const ownPlan = new Date(month(1).getTime() + 9 * 86_400_000)
  return {
    name: 'the self-written twin',
    title,
    file: text(
      '推诿拖延治理.txt',
      Buffer.from(`晴卫办〔${month(-3).getUTCFullYear()}〕31号
晴川市卫生健康委员会
关于印发《${title}》的通知
各县(区)卫生健康局、委直各单位、机关各科室:
现将《${body}》印发给你们,请认真组织实施。
${chinese(month(-3))}
${title}
按照省卫生健康委印发的《${parent}》要求,结合实际,制定本方案。
一、指导思想
以落实首问负责为主线,以整治推诿、拖延、敷衍为重点,建立“明责、述责、评责、问责”工作机制,让群众少跑一趟路、少等一次号。
二、监督范围和问责对象
监督范围:委直各医疗卫生单位、机关各科室。
问责对象:上述单位和科室中不履行或者不正确履行职责的领导干部和工作人员。
三、治理内容
(一)压缩办件时间。逐项核对办件时限,超期的说明原因。(责任科室:晴川监督办公室)
(二)规范首问负责。首问人记录在案,一问到底。(责任科室:晴川医政医管科)
(三)整治窗口拖延。窗口排队超过半小时的,当天分析。(责任科室:晴川医政医管科、晴川监督办公室)
(四)管好专项资金。补助资金到账十日内拨付到位。(责任科室:规财科 基层科 疾控科)
(五)清理重复报表。能从系统取数的,不再让基层填写。(责任科室:规财科、信息科、晴川监督办公室)
(六)办结群众来信。来信逐件登记,逐件答复。(责任科室:晴川监督办公室)
(七)落实奖扶政策。奖扶资金足额按时发放。(责任科室:家庭科)
(八)改进基层服务。流动人口、妇女儿童就近办理。(责任科室:基层科 家庭科 流动人口科 宣传科 妇幼科)
四、组织领导
成立专项治理领导小组,委党组书记、主任罗知行任组长,委党组成员、副主任程分管任副组长,委领导班子其他成员为成员。领导小组下设办公室,苏经办、陶复核任办公室主任,机关各科室主要负责人为办公室成员。
五、工作步骤
专项治理分为四个阶段:
1.动员部署阶段(${months(-3, -3)})。各单位召开动员会,讲清职责。重点落实明责机制。
2.自查自纠阶段(${months(-2, -1)})。各单位对照职责自查自纠。重点落实述责机制。
3.监督检查阶段(${months(0, 1)})。各单位要建立整改台账。市卫生健康委组织督查组随机抽查。重点落实评责机制。
4.总结提高阶段(${months(2, 2)})。认真总结经验做法,完善长效机制。
六、工作要求
(一)制定方案。各单位要结合实际制定本单位实施方案,于${chinese(ownPlan)}前报领导小组办公室。
(二)按时报送。每月1日前,各单位要将上月工作开展情况、问责情况分别整理,并报送领导小组办公室。对报送情况和结果予以公布。
(三)保持联系。领导小组办公室联系电话:0999-3310027,邮箱:office@qingchuan.test。
晴川市卫生健康委员会办公室 ${chinese(month(-3))}印发
`),
    ),
    stages: [
      ['动员部署阶段', '明责'],
      ['自查自纠阶段', '述责'],
      ['监督检查阶段', '评责'],
      ['总结提高阶段', null],
    ],
    tasks: [
      ['压缩办件时间', ['晴川监督办公室']],
      ['规范首问负责', ['晴川医政医管科']],
      ['整治窗口拖延', ['晴川医政医管科', '晴川监督办公室']],
      ['管好专项资金', ['规财科', '基层科', '疾控科']],
      ['清理重复报表', ['规财科', '信息科', '晴川监督办公室']],
      ['办结群众来信', ['晴川监督办公室']],
      ['落实奖扶政策', ['家庭科']],
      ['改进基层服务', ['基层科', '家庭科', '流动人口科', '宣传科', '妇幼科']],
    ],
    parts: ['工作开展情况', '问责情况'],
    parent,
    ownPlan: iso(ownPlan),
    past: iso(month(-2)),
    now: { month: iso(month(0)), stage: '监督检查阶段' },
    report: '两个窗口排队超时,一处指引牌写错。',
  }
}
