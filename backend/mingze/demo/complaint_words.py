"""What people of the demonstration have to say: invented complaints, petitions and answers."""

from dataclasses import dataclass

from mingze.complaints.vocabulary import Category, ComplaintChannel, Matter, NineRule, PetitionClass


@dataclass(frozen=True, slots=True)
class Said:
    """`about`: codes of units it may be about. `answer`: (办理情况, 公开答复)."""

    subject: str
    text: str
    about: tuple[str, ...]
    category: Category
    answer: tuple[str, str]
    wish: str = "希望尽快核实处理并给我答复。"
    matter: Matter = Matter.COMPLAIN
    nine_rule: NineRule | None = None


_HOSPITALS = ("SRM", "SEY", "SZY", "SFY", "QH-RM")

SAID: tuple[Said, ...] = (
    Said(
        "门诊取药排队过久",
        "上午十点缴费后在门诊西药房取药,四个窗口只开了两个,排了五十多分钟,问工作人员也没有解释。",
        _HOSPITALS,
        Category.CONDUCT,
        (
            "调取叫号系统记录,当日10时至11时平均候药46分钟;两名药师请假未补位。已调整排班,高峰时段增开窗口。",
            "您反映的情况属实。当日药房人手不足,让您久等,向您致歉。现已调整排班,上午高峰四个窗口全部开放。",
        ),
        nine_rule=NineRule.FAIRNESS,
    ),
    Said(
        "检查项目重复收费",
        "家人住院三天,清单上同一天有两次血常规和两次心电图,护士说是系统带出来的,要求退费被推来推去。",
        _HOSPITALS,
        Category.CONDUCT,
        (
            "核对医嘱和执行记录,心电图一次未执行而计费,属录入错误,已退费38元;血常规两次均有执行记录。",
            "经核对,一次心电图未做而计费,已原路退回38元;血常规因病情变化复查一次,有记录。我们已对录入人员提醒教育。",
        ),
        wish="退还多收的费用,说明原因。",
        nine_rule=NineRule.OVERTREATMENT,
    ),
    Said(
        "窗口人员态度生硬",
        "咨询转院手续时挂号窗口人员头也不抬,连说三遍“自己看墙上”,老人听不清还被训斥。",
        (*_HOSPITALS, "QH-01"),
        Category.CONDUCT,
        (
            "回看监控并询问当事人,言语生硬属实。科室已责令当面道歉,并列入当月服务考评。",
            "您反映的情况属实,当事人已作检讨,科室负责人已电话向您致歉。感谢您的监督。",
        ),
        wish="要求当事人道歉。",
        nine_rule=NineRule.RED_PACKET,
    ),
    Said(
        "村卫生室经常关门",
        "村卫生室这个月工作日去了四次有三次锁着门,打电话没人接,老年人量血压拿药都要跑到镇上。",
        ("QH-01-01", "QH-01"),
        Category.VILLAGE_DOCTOR,
        (
            "镇卫生院现场核实,村医因照顾家人请假未报备,镇卫生院未安排顶岗。已安排巡回值守并公示值班电话。",
            "情况属实。现由镇卫生院每周二、四、六派人到村值守,值班表和电话已贴在村卫生室门口。",
        ),
        wish="保证有人值班。",
    ),
    Said(
        "村医岗位补助没有按时发",
        "我们几位村医上半年的公共卫生补助到现在没有到账,问过几次都说在走流程。",
        ("QH-01", "QH"),
        Category.STAFF_RIGHTS,
        (
            "县局与财政核对,二季度资金因绩效考核表迟交而未拨付。已于当月补拨到位。",
            "所欠补助已于本月补发到账,今后按季度在公示栏公开发放进度。",
        ),
        wish="补发补助。",
        matter=Matter.HELP,
    ),
    Said(
        "医保报销比例政策咨询",
        "想问一下异地安置的退休人员在本市住院怎么备案,报销比例是多少,需要带什么材料。",
        ("SRM", ""),
        Category.POLICY,
        (
            "已查当前政策并电话解答。",
            "备案可在手机上办理,也可持身份证到医院医保窗口办理;备案后按参保地比例直接结算。",
        ),
        wish="请告知办理方式。",
        matter=Matter.CONSULT,
    ),
    Said(
        "希望增加儿科夜间门诊",
        "孩子晚上发烧只能挂急诊,等了两个多小时。建议周末和冬季开设儿科夜间门诊。",
        ("SFY", "SRM"),
        Category.OTHER,
        (
            "儿科测算夜间人次后提出冬季试行方案,院办公会已同意。",
            "您的建议已采纳,今年12月至明年2月每晚18时至22时开设儿科夜间门诊。",
        ),
        wish="开设夜间门诊。",
        matter=Matter.SUGGEST,
    ),
    Said(
        "发热门诊指引不清",
        "发热门诊指示牌被花坛挡住,绕了一大圈才找到,保安也说不清楚。",
        _HOSPITALS,
        Category.EPIDEMIC,
        (
            "现场查看属实,当日增设地面标线和两块指示牌。",
            "已在大门、急诊和停车场增设发热门诊指示牌和地面标线。",
        ),
        wish="把牌子挂清楚。",
    ),
    Said(
        "术后并发症处理有异议",
        "父亲手术后伤口感染,住院多花了两万多元,科室说是正常并发症,不同意复印全部病历。",
        ("SRM", "SEY"),
        Category.CONDUCT,
        (
            "病历已复印封存,组织院内讨论;家属同意先行协商。",
            "病历已按规定全部复印并封存。关于费用和责任,双方已签订协商协议。",
        ),
        wish="复印病历,说明责任。",
    ),
    Said(
        "独生子女伤残家庭扶助金核定",
        "孩子评定为三级残疾后申请扶助金,街道说资料不全退了三次,每次说的都不一样。",
        ("", "QH"),
        Category.FAMILY_PLANNING,
        (
            "一次性列明所缺材料,并与民政核对残疾等级后核定。",
            "所缺材料已一次性书面告知;材料齐全后已核定,自下月起发放。",
        ),
        wish="一次说清需要什么材料。",
        matter=Matter.HELP,
    ),
)


@dataclass(frozen=True, slots=True)
class Petitioned:
    subject: str
    text: str
    about: str
    category: Category
    petition_class: PetitionClass
    channel: ComplaintChannel
    request: str
    facts: str
    opinion: str
    basis: str


PETITIONS: tuple[Petitioned, ...] = (
    Petitioned(
        "要求重新核定村医工龄补助",
        "本人1986年至2009年在村卫生室工作,核定补助时少算了六年,多次到县局反映没有书面答复。",
        "QH",
        Category.VILLAGE_DOCTOR,
        PetitionClass.APPEAL,
        ComplaintChannel.VISIT,
        "重新核定工龄,补发差额。",
        "查阅县档案馆留存名册和乡镇证明,1986年至1989年有记载,1990年至1992年没有记载且本人不能提供其他证据。",
        "对1986年至1989年的工龄予以认定并补发差额;其余三年不予认定。",
        "《云州市离岗乡村医生生活补助办法》第五条、第八条。",
    ),
    Petitioned(
        "反映医院停车场扩建占用绿地",
        "医院把北门的绿地改成停车场,没有公示,住在旁边的居民意见很大。",
        "SRM",
        Category.OTHER,
        PetitionClass.APPEAL,
        ComplaintChannel.LETTER,
        "恢复绿地,公开审批材料。",
        "扩建经规划部门批准并在社区公示七日;公示地点偏僻,周边居民知晓率低。",
        "批准手续完备,不支持恢复绿地;审批材料已在医院网站公开,并补种行道树。",
        "建设工程规划许可;《云州市城市绿化管理办法》第十二条。",
    ),
    Petitioned(
        "建议公开各医院投诉办理结果",
        "建议每季度公布各医院收到多少投诉、办结多少、群众满意率多少。",
        "",
        Category.POLICY,
        PetitionClass.SUGGESTION,
        ComplaintChannel.LETTER,
        "按季度公布投诉办理情况。",
        "委机关研究认为可行。",
        "采纳建议,自下季度起在网上门户公布。",
        "《信访工作条例》第二十九条。",
    ),
)
