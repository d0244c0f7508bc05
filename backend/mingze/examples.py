"""What the contract shows to those who integrate: what each group of operations is for, and what is sent.

The examples tell one story: 青禾县人民医院 and the finding that was handed to it.
"""

from collections.abc import Mapping
from typing import Any

#: Group of operations: what it is for.
TAGS: Mapping[str, str] = {
    "登录 Sessions": "用户名密码(及动态口令)或统一身份认证换取访问令牌;刷新密钥只在 HttpOnly Cookie 中,每用一次换一次。",
    "本人 Me": "当前登录者:身份、任职、权限,修改自己的密码,动态口令,登录会话,退出登录。",
    "账户与任职 Accounts": "系统管理员开立账户,安全管理员任命、重置和移交;谁在哪个单位担任什么角色。",
    "机构 Units": "机构树:卫健委、县区局、医疗卫生机构及其科室。",
    "附件 Attachments": "整改佐证、会签扫描件和问题附件。",
    "提醒 Notices": "本人的提醒:交办、催办、审批结果、临期与逾期;以及是否用邮件接收。",
    "事件 Events": "只增不改的事件链:审计查询与完整性核对。",
    "报告与导出 Papers": "整改报告(DOCX、PDF,内部版和公开版)、问题台账(XLSX)和五种清单(XLSX、DOCX)。",
    "公文模板 Templates": "本单位的 Word 模板:字段、空白模板、上传、停用。",
    "公开 Publication": "一个问题可以公开的文字:经办人拟稿,分管领导审批;或标为不予公开。",
    "问题办理 Actions": "一个问题从交办到销号的每一步;能不能办、为什么不能,见问题的 allowed_actions。",
    "问题台账 Findings": "可见范围内的问题:查询、登记、详情与时间线。",
    "整改措施 Rectification items": "问题的整改措施:填报进展、申报完成、核验。",
    "今日待办 Today": "逾期、本周到期、等我办理、被催办,以及各单位的数量。",
    "申请与审批 Requests": "延期、阶段性完成、长期坚持、更正、作废等须他人批准的事项。",
    "巡察 Inspections": "一轮巡察及其问题的总体情况。",
    "标签 Tags": "可维护的问题类别。",
    "专项活动 Campaigns": "专项治理、问责年等活动:阶段、任务的三个清单、参加单位、报送要求,从草稿到归档。",
    "基层负担 Burden": "各单位各月被要求多少表格、报告、检查、会议和材料,由谁要求;同一指标是否重复索要。",
    "导入 Imports": "文件读成草稿,核对修改,确认之后才进入台账。",
    "公文读取 Documents": "把公文读成结构化数据,不保存。",
    "述责承诺 Commitments": "单位的述责、公开承诺和清单公开(及内部的个人承诺):起草、报送、审批、公开,承诺事项跟踪到底。",
    "活动成果 Outcomes": "先进典型的推荐与认定;因问题或专项活动建立、修订、废止的制度。",
    "群众验收 Acceptances": "由投诉转来的问题销号以后,请投诉人凭回执、请群众扫码评价,比较销号前后的同类投诉;有异议的由监督办公室回头看。",
    "投诉信访统计 Complaint statistics": "投诉和信访事项按渠道、类别、单位等统计,件次、按期、解决、满意各有基数,附上年同期;信访工作年度报告的数据。",
    "意见征集 Suggestions": "专项活动的意见建议征集:登记、采纳与否、转为问题,按渠道统计。",
    "投诉接待 Receptions": "每个单位在哪里、由谁、用什么电话和信箱接待投诉,引导标识是否查看过,还缺哪些;公布后印在门户和告知书上。",
    "公众门户 Portal": "给群众的门户,不需要账户:投诉、信访、意见征集,凭回执查询、补充、评价、提出异议。与门户网页同一套服务。",
    "时限 Time limits": "有出处的时限和程序规则、只能更严的本地版本、到期日的计算,以及工作日历。",
    "应报事项 Duties": "参加单位应报的方案、定期报告和阶段成果:填写(台账已有的数字自动填好)、报送、退回、采纳;迟报与未报,免责与责任追究申请,报送情况公布。",
    "系统 System": "系统管理员查看的运行状况:各部分是否正常、存储、后台任务、检查点、备份和安全检查。",
    "词汇 Meta": "各代码的中英文名称和公共设置,界面、文件与对接系统共用。",
}

_MEASURE = "修订预检分诊制度,明确各班次责任人,每日由护士长核查登记本。"

#: Wire shapes that need a word: docstrings are for who reads the program, these for who integrates.
SHAPES: Mapping[str, str] = {
    "ActionView": "一个操作:能不能办,不能办的原因。",
    "Basis": "申报完成的依据。",
    "BulkDone": "批量办理的结果:全部办理,或一件也不办理。",
    "CampaignRef": "另一个专项活动,仅限可见的。",
    "CampaignState": "专项活动的状态;归档之后不再变化。",
    "ChangeEffect": "采用文件内容后如何生效:直接生效、报领导审批、不能由导入修改。",
    "Channel": "意见从哪个渠道收到。",
    "CommitmentKind": "述责、公开承诺,或公开的清单。",
    "DifferenceState": "与以前导入的同一份文件相比。",
    "DocumentKind": "读作哪类公文。",
    "DutyRequestKind": "因迟报提出的申请:免责,或提请责任追究。",
    "DutyState": "应报事项的状态;是否迟报、未报另按时间计算。",
    "FindingDetail": "一个问题的全部内容。",
    "FindingState": "办理之后问题的状态。",
    "FindingSummary": "台账中的一行。",
    "Giver": "提意见的人属于哪一类;不问是谁。",
    "ImportDraftView": "一份草稿,不含全文和各行。",
    "ImportSummary": "列表中的一份草稿。",
    "InForce": "任职在时间上的位置。",
    "InspectionTotals": "由台账计算,只计可见范围内的问题。",
    "ItemStateView": "办理之后整改措施及其问题的状态。",
    "ItemSummary": "列表中的一条整改措施,附其问题。",
    "LaterDocument": "此后再次载有该问题的文件。",
    "Light": "预警灯:按日期计算,不保存。",
    "Likeness": "为何认为是同一份文件。",
    "ListForm": "清单的种类。",
    "ListMissing": "任务缺三个清单中的哪一个。",
    "MailMode": "提醒是否发邮件:不发、每日汇总、逐条。",
    "Medium": "在哪里公开。",
    "Metric": "由台账预填的数字。",
    "OrganKind": "在纸面上会签的机关。",
    "Outside": "公开版如何处理一个问题。",
    "Part": "单位在问题中的角色。",
    "ProblemView": "RFC 9457 错误说明。",
    "PromiseState": "承诺事项进展;是否逾期按日期计算。",
    "PublicationState": "公开表述办到哪一步。",
    "Punctuality": "是否按时:以服务器时钟首次报送为准。",
    "ReadAnswer": "公文所载内容;原文没有的为 null,不作推测。",
    "ReadStatus": "公文对问题完成情况的说法。",
    "ReceptionLack": "投诉接待还缺的一项。",
    "ReportProfile": "报告的写法。",
    "RequestKind": "须他人审批的申请种类。",
    "RequestState": "申请的状态;recorded 为公文中已载明、仅作登记。",
    "RowDecision": "台账已有的问题如何处理。",
    "StageState": "阶段的状态;今天按日期在哪个阶段另见 is_current。",
    "StatedInspection": "公文自述的巡察,入账后才登记。",
    "TaskDueKind": "完成时限的种类:某日前、当月内、全年、定期。",
    "Unapproved": "公开版中没有批准表述的问题如何处理。",
    "Waiting": "问题因何等待本人办理。",
    "Warned": "印之前须核对之处。",
    "WorkState": "问题的办理状态。",
}

#: Request body: what is sent, whole.
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "CampaignAct": {"reason": "按市里统一部署,先开展汛期医疗保障,工作暂缓。"},
    "StageAct": {"reason": "各县区自查已完成,提前转入下一阶段。"},
    "StageMove": {"ends_on": "2026-08-15", "reason": "部分单位自查延期,阶段顺延两周。"},
    "StagesPut": {
        "stages": [
            {
                "name": "动员部署阶段",
                "mechanism": "clarify",
                "starts_on": "2026-05-25",
                "ends_on": "2026-06-15",
                "stages": [{"name": "公开权责清单", "starts_on": "2026-06-01", "ends_on": "2026-06-15"}],
            },
            {
                "name": "自查自纠阶段",
                "mechanism": "report",
                "starts_on": "2026-06-16",
                "ends_on": "2026-07-31",
            },
        ]
    },
    "BodyPut": {
        "body": [
            {"role": "head", "name": "周明远", "post": "党组书记、主任"},
            {"role": "office_director", "name": "许静", "post": "监督办主任", "account_id": 41},
        ]
    },
    "ProblemTypesPut": {
        "problem_types": [
            {"number": "(一)", "title": "不敢为", "children": [{"number": "1", "title": "遇事推诿"}]}
        ]
    },
    "DeliverablesPut": {"deliverables": [{"stage_id": 3, "title": "本单位整改台账", "due_on": "2026-07-20"}]},
    "LinksPut": {"campaign_ids": [12]},
    "UnitsPut": {"rule": {"kinds": ["bureau", "hospital", "township"], "under": [1]}, "unit_ids": [31]},
    "TasksFill": {
        "tasks": [
            {
                "id": 81,
                "target": "各单位权责清单全部公开。",
                "due_kind": "by",
                "due_on": "2026-06-30",
                "persons": [{"name": "许静", "account_id": 41}],
            }
        ]
    },
    "TaskSharesCreate": {
        "unit_id": 12,
        "shares": [
            {
                "target": "医务科公开本科室权责清单。",
                "due_kind": "by",
                "due_on": "2026-06-20",
                "departments": [{"unit_id": 15}],
                "persons": [{"name": "李文"}],
            }
        ],
    },
    "TaskDone": {"done_on": "2026-06-18", "note": "清单已在官网公开。"},
    "ReportRequirementChange": {"due_day": 5, "until": "2026-11-30"},
    "AccountCreate": {
        "username": "zhang.lan",
        "name": "张岚",
        "home_unit_id": 12,
        "password": "First-Time-2026",
    },
    "AccountChange": {"home_unit_id": 15, "active": True},
    "AppointmentChange": {"ends_on": "2026-12-31"},
    "HandoverCreate": {
        "to_account_id": 43,
        "reason": "调离青禾县人民医院,工作由李文接手。",
        "move_appointments": True,
        "deactivate": True,
    },
    "AppointmentCreate": {"account_id": 41, "unit_id": 12, "role": "liaison", "starts_on": "2026-03-01"},
    "PublicationDraft": {
        "problem": "个别科室预检分诊登记不完整。",
        "measures": ["修订预检分诊制度,明确各班次责任人。", "每日核查登记本。"],
        "progress": "制度已修订,登记完整率明显提高。",
    },
    "Withholding": {"reason": "涉及患者隐私,不宜公开。"},
    "PasswordChange": {"old_password": "First-Time-2026", "new_password": "Qinghe-River-2026"},
    "PasswordReset": {"new_password": "Once-More-2026"},
    "UnitCreate": {
        "code": "YZ-QH-RM",
        "name": "青禾县人民医院",
        "short_name": "县医院",
        "kind": "hospital",
        "parent_id": 5,
        "region_code": "429321",
    },
    "UnitChangeBody": {
        "name": "青禾县第一人民医院",
        "short_name": "县一院",
        "document": "云编办〔2026〕12号",
    },
    "FromUpload": {
        "upload_id": "6cea93c82430d00af6953dbf06ed9724",
        "owner_type": "rectification_item",
        "owner_id": 88,
    },
    "UnitMove": {"parent_id": 9, "document": "云编办〔2026〕12号", "note": "随行政区划调整。"},
    "UnitMerge": {"into_id": 12, "document": "云编办〔2026〕13号"},
    "UnitSplit": {
        "parts": [
            {
                "code": "YZ-QH-EK",
                "name": "青禾县儿童医院",
                "kind": "hospital",
                "children": [31],
                "takes_over": True,
            }
        ],
        "close": True,
        "document": "云编办〔2026〕14号",
    },
    "UnitClose": {"successor_id": 12, "document": "云编办〔2026〕15号"},
    "UnitReopen": {"parent_id": 5, "note": "恢复设置。"},
    "HandOutBody": {
        "units": [{"unit_id": 12, "part": "answering"}, {"unit_id": 5, "part": "supervising"}],
        "due_on": "2026-06-30",
    },
    "BulkHandOut": {
        "items": [{"id": 301, "version": 2}, {"id": 302, "version": 1}],
        "units": [{"unit_id": 12, "part": "answering"}],
        "due_on": "2026-06-30",
    },
    "BulkUrge": {"ids": [301, 302], "note": "请于本周五前报送整改进展。"},
    "NoteBody": {"note": "已与责任单位当面核对。"},
    "ReasonBody": {"reason": "佐证照片看不出整改后的现场情况。"},
    "ItemCreate": {
        "text": _MEASURE,
        "unit_id": 12,
        "owner_leader": "分管副院长",
        "due_on": "2026-05-31",
        "steps": ["修订制度并印发", "组织培训"],
    },
    "ItemChange": {"text": _MEASURE, "due_on": "2026-06-15"},
    "ClaimBody": {"basis": "evidence", "note": "制度、培训签到和现场照片见附件。"},
    "OnsiteBody": {"onsite_on": "2026-05-20", "note": "到发热门诊核查,登记本连续完整,值班人员在岗。"},
    "RequestCreate": {
        "kind": "extension",
        "reason": "设备采购须重新公示,预计推迟三周。",
        "until": "2026-07-21",
    },
    "DecisionBody": {"approve": True, "note": "同意,期间按周报送进展。"},
    "NoticesRead": {"ids": [9001, 9002]},
    "NoticeSettingsChange": {"email": "zhang.lan@example.cn", "mail": "daily"},
    "TimeLimitVersionCreate": {
        "quantity": 45,
        "unit": "day",
        "unit_id": 1,
        "extension": {"quantity": 15, "unit": "day", "approved_by": "主要负责人", "told": "信访人"},
        "source": {
            "document": "云州市卫生健康系统信访办理细则",
            "number": "云卫发〔2026〕9号",
            "article": "第七条",
        },
        "confidence": "full_text",
        "effective_from": "2026-07-01",
    },
    "TimeLimitVersionEnd": {"effective_to": "2026-12-31", "reason": "细则废止"},
    "DeadlineAsked": {
        "start": "2026-02-10",
        "suspensions": [{"first_day": "2026-03-02", "last_day": "2026-03-06", "why": "听证"}],
        "extension": {"quantity": 30, "unit": "day"},
    },
    "WorkCalendarBody": {
        "document": "国务院办公厅关于2027年部分节假日安排的通知",
        "days": [
            {"day": "2027-01-01", "is_workday": False, "note": "元旦假期"},
            {"day": "2027-02-20", "is_workday": True, "note": "春节调休上班"},
        ],
    },
    "CodeBody": {"code": "402917"},
    "CommitmentCreate": {
        "campaign_id": 3,
        "unit_id": 12,
        "kind": "commitment",
        "title": "2026年优质服务公开承诺",
        "text": "本院向社会承诺,全年不发生违规收费。",
        "media": ["website", "notice_board"],
        "promises": [{"text": "每月公示一次药品价格。", "who": "药剂科主任", "due_on": "2026-12-31"}],
    },
    "CommitmentDraft": {
        "title": "2026年优质服务公开承诺",
        "text": "本院向社会承诺,全年不发生违规收费,收费投诉三日内答复。",
        "media": ["website"],
        "promises": [{"text": "每月公示一次药品价格。", "who": "药剂科主任", "due_on": "2026-12-31"}],
    },
    "ExemplarCreate": {
        "campaign_id": 3,
        "unit_id": 12,
        "title": "门诊“一站式”服务中心",
        "text": "整合预检、缴费和咨询窗口,群众办事由四次排队减为一次。",
    },
    "RuleDocCreate": {
        "unit_id": 12,
        "campaign_id": 3,
        "name": "处方点评管理办法",
        "number": "青医发〔2026〕18号",
        "kind": "new",
        "issued_on": "2026-04-15",
        "finding_ids": [301],
    },
    "SuggestionCreate": {
        "collection_id": 2,
        "unit_id": 12,
        "text": "取药窗口中午只开一个,排队时间长。",
        "channel": "seminar",
        "giver": "urban_resident",
        "received_on": "2026-03-18",
    },
    "DutyDraft": {
        "parts": {
            "work": {
                "text": "本月自查两次,发现问题六个,已整改四个。",
                "numbers": {"findings_new": 6},
                "reasons": {"findings_new": "另有一个问题在纸质台账,尚未录入。"},
            }
        }
    },
    "DutySubmit": {"likeness_explained": "与上月同为例行核查,核查方法的表述相同。"},
    "DutyReturn": {"reason": "问责情况只写了“无”,请说明核查过程。"},
    "DutyAccept": {"note": "同意。"},
    "DutyRequestCreate": {"kind": "exemption", "reason": "月底停电两日,恢复供电当日已报送。"},
    "RequestDecision": {"note": "情况属实。"},
    "PeriodOpen": {"requirement_id": 4, "period_start": "2026-10-01"},
    "ReportResultCreate": {"requirement_id": 4, "period_start": "2026-10-01", "note": "请审定。"},
    "ResultDecision": {"note": "同意公布。"},
    "ResultRefusal": {"reason": "有两个单位的报送时刻须再核对。"},
    "ReceptionPut": {
        "hospital_level": "two",
        "office": "医患关系办公室",
        "place": "门诊楼一层东侧103室",
        "phones": ["0631-6619938", "0631-6619939转801"],
        "mailbox": "门诊大厅服务台、住院部一层",
        "email": "tousu@qhrmyy.example.cn",
        "post_address": "云州市青禾县人民路18号青禾县人民医院医患关系办公室,264500",
        "hours": "工作日8:00—17:30;节假日由总值班室接待",
        "persons": [{"name": "李文静", "post": "医患关系办公室主任", "full_time": True}],
        "leader_line": "0631-6619001",
        "leader_mailbox": "yuanzhang@qhrmyy.example.cn",
        "outpatient_sign_seen_on": "2026-11-02",
        "inpatient_sign_seen_on": "2026-11-02",
        "published": True,
    },
    "TagChange": {"name": "院感防控", "active": True},
}
