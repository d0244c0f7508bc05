"""What is said in the campaign of the demonstration: its plan, what units report, promise and are asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from mingze.access.actor import Actor
from mingze.burden.vocabulary import AskKind
from mingze.campaigns.draft import (
    CampaignDraft,
    DraftDeliverable,
    DraftDepartment,
    DraftMember,
    DraftPerson,
    DraftProblemType,
    DraftRequirement,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.vocabulary import BodyRole, Cadence, DueKind, Mechanism

#: Name, mechanism, days.
_STAGES: tuple[tuple[str, Mechanism, int], ...] = (
    ("动员部署阶段", Mechanism.CLARIFY, 31),
    ("自查自纠阶段", Mechanism.REPORT, 45),
    ("监督检查阶段", Mechanism.APPRAISE, 62),
    ("总结提高阶段", Mechanism.HOLD, 45),
)
#: Number, title, target, departments, who answers, day after the issue; None: all year.
_TASKS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...], str, int | None], ...] = (
    ("1", "整治门诊推诿首诊", "首诊负责制抽查合格率达到95%", (("YZK", "医政科"),), "medical", 60),
    (
        "2",
        "规范收费公示和退费",
        "每月抽查票据300张,多收费用全部退还",
        (("CWK", "财务科"), ("YZK", "医政科")),
        "finance",
        90,
    ),
    ("3", "整治值班脱岗", "夜查每月不少于两次", (("BGS", "办公室"),), "office", None),
    ("4", "规范慢性病随访", "随访数据交叉核查覆盖全部乡镇卫生院", (("JCK", "基层科"),), "primary", 120),
    ("5", "畅通投诉渠道", "投诉五个工作日内反馈", (("FGK", "法规科"),), "law", None),
    ("6", "规范药品耗材管理", "完成高值耗材清查", (("YAZ", "药政科"), ("CWK", "财务科")), "drugs", 110),
)
_TYPES: Mapping[str, tuple[str, ...]] = {
    "不担当": ("推诿首诊", "值班脱岗"),
    "不规范": ("违规收费", "随访失真", "耗材管理混乱"),
    "不公开": ("收费不公示", "投诉渠道不畅"),
}
_PARTS: tuple[dict[str, Any], ...] = (
    {
        "code": "work",
        "title": "工作开展情况",
        "required": True,
        "fields": [
            {"code": "findings_new", "label": "新发现问题", "unit": "个", "metric": "findings_new", "indicator": "新发现问题"},
            {"code": "measures_done", "label": "完成整改措施", "unit": "条", "metric": "measures_done", "indicator": "完成整改措施"},
            {"code": "findings_closed", "label": "销号问题", "unit": "个", "metric": "findings_closed", "indicator": "销号问题"},
        ],
    },
    {
        "code": "accountability",
        "title": "问责情况",
        "required": True,
        "fields": [{"code": "talks", "label": "谈话提醒", "unit": "人次", "metric": None, "indicator": "谈话提醒人次"}],
    },
)  # fmt: skip

COMMITMENT: Mapping[str, Any] = {
    "title": "改善门诊服务公开承诺书",
    "text": "本院向社会公开承诺:首诊医师负责到底,不推诿病人;收费项目和标准在门诊大厅公示;投诉当日受理,五个工作日内答复。",
    "opinion": None,
    "media": ["website", "notice_board"],
}
EXEMPLAR: Mapping[str, Any] = {
    "person": None,
    "title": "随访记录交叉核查一人一档",
    "text": "相邻两村的村医互查随访记录,卫生院每周电话抽查二十户,随访真实率由七成提高到九成八,做法简便,可以推广。",
}
#: Unit, kind, title, who asks, the numbers asked for.
ASKS: Sequence[tuple[str, AskKind, str, str, tuple[str, ...]]] = (
    ("QH-01", AskKind.FORM, "基层医疗卫生机构运行情况月表", "云州市统计局", ("门诊人次", "在岗人员数")),
    ("QH-01", AskKind.FORM, "医德医风问题整改统计表", "青禾县纪委监委", ("新发现问题数", "谈话提醒人次")),
    ("QH-01", AskKind.MEETING, "家庭医生签约推进会", "青禾县医保局", ()),
    ("SRM", AskKind.VISIT, "消防安全专项检查", "云州市消防救援支队", ()),
)
_PLACES = ("门诊楼", "急诊科", "住院部", "药房", "检验科", "收费处", "公卫科", "中医馆")
_DID = (
    "夜查{a}次,脱岗{b}人",
    "抽查票据{a}张,退费{b}笔",
    "回访患者{a}名,满意{b}名",
    "核对处方{a}张,超量{b}张",
    "走访村室{a}个,立改{b}处",
    "清点耗材{a}种,账物不符{b}种",
)
_NEXT = ("下月重点查{p}", "{p}的问题月底前改完", "已约{p}负责人说明情况", "{p}安排复查")


def draft(
    today: date, units: Mapping[str, int], people: Mapping[str, Actor], codes: Sequence[str]
) -> CampaignDraft:
    """The campaign as its plan has it, beginning today."""
    stages, start = [], today
    for number, (name, mechanism, days) in enumerate(_STAGES):
        end = start + timedelta(days=days - 1)
        deliverables = [DraftDeliverable(title="责任清单和权力清单")] if number == 0 else []
        stages.append(
            DraftStage(
                name=name, mechanism=mechanism, starts_on=start, ends_on=end, deliverables=deliverables
            )
        )
        start = end + timedelta(days=1)
    return CampaignDraft(
        title="全市卫生健康系统“强担当、优服务”作风建设专项行动",
        document_number=f"云卫发〔{today.year}〕31号",
        issuer="云州市卫生健康委员会",
        issued_on=today,
        objective="着力整治不担当、不规范、不公开的突出问题,推动首诊负责、收费公示、投诉办理等制度落到实处。",
        scope="市、县(区)卫生健康行政部门,各级公立医院和基层医疗卫生机构。",
        objects="上述单位的领导班子成员和全体工作人员。",
        starts_on=today,
        ends_on=start - timedelta(days=1),
        sub_plan_due_on=today + timedelta(days=14),
        contacts=[{"kind": "phone", "value": "0999-2024131"}, {"kind": "email", "value": "zfb@yunzhou.example"}],
        unit_ids=[units[code] for code in codes],
        stages=stages,
        tasks=[_task(one, today, units, people) for one in _TASKS],
        body=[
            DraftMember(role=BodyRole.HEAD, name=people["leader"].name, post="市卫生健康委主任", account_id=people["leader"].account_id),
            DraftMember(role=BodyRole.DEPUTY, name=people["leader2"].name, post="副主任", account_id=people["leader2"].account_id),
            DraftMember(role=BodyRole.OFFICE_DIRECTOR, name=people["clerk"].name, post="监督办", account_id=people["clerk"].account_id),
        ],
        problem_types=[
            DraftProblemType(
                number=f"({number})",
                title=title,
                children=[DraftProblemType(number=f"{n}", title=child) for n, child in enumerate(children, 1)],
            )
            for number, (title, children) in enumerate(_TYPES.items(), 1)
        ],
        requirements=[
            DraftRequirement(title="专项行动月报", cadence=Cadence.MONTHLY, cutoff_day=25, due_day=5, parts=_PARTS)
        ],
    )  # fmt: skip


def _task(
    one: tuple[Any, ...], today: date, units: Mapping[str, int], people: Mapping[str, Actor]
) -> DraftTask:
    number, title, target, departments, who, days = one
    return DraftTask(
        number=number,
        title=title,
        target=target,
        due_kind=DueKind.WHOLE_YEAR if days is None else DueKind.BY,
        due_on=None if days is None else today + timedelta(days=days),
        departments=[DraftDepartment(name=name, unit_id=units[code]) for code, name in departments],
        persons=[DraftPerson(name=people[who].name, account_id=people[who].account_id)],
    )


def promises(today: date) -> list[dict[str, Any]]:
    return [
        {"text": "门诊大厅设首诊负责监督岗。", "who": "门诊部主任", "due_on": today + timedelta(days=30)},
        {"text": "收费项目和标准上墙公示。", "who": "财务科长", "due_on": today + timedelta(days=60)},
        {"text": "投诉办理结果每季度公布。", "who": "医患办主任", "due_on": today + timedelta(days=150)},
    ]


def _lines(name: str, draw: Random, count: int) -> str:
    told = []
    for place, did in zip(draw.sample(_PLACES, count), draw.sample(_DID, count), strict=True):
        a = draw.randint(12, 98)
        told.append(f"{name}{place}{did.format(a=a, b=draw.randint(1, a // 3))}")
    told.append(draw.choice(_NEXT).format(p=draw.choice(_PLACES)))
    return ";".join(told) + "。"


def report(name: str, month: date, draw: Random) -> dict[str, Any]:
    """The two parts of a month's report; the numbers of the ledger stand as they are prefilled."""
    talks = draw.randint(0, 4)
    said = (
        f"{name}{month.month}月谈话提醒{talks}人次,涉及{draw.choice(_PLACES)}。"
        if talks
        else f"{name}{month.month}月未发生问责情形。"
    )
    return {
        "work": {"text": _lines(name, draw, 3), "numbers": {}, "reasons": {}},
        "accountability": {"text": said, "numbers": {"talks": talks}, "reasons": {}},
    }  # fmt: skip


def sub_plan(name: str, draw: Random) -> dict[str, Any]:
    places = draw.sample(_PLACES, 4)
    return {
        "focus": {
            "text": f"{name}以{places[0]}、{places[1]}为重点,{draw.choice(_NEXT).format(p=places[2])}。"
        },
        "goal": {
            "text": f"{name}年内投诉下降{draw.randint(10, 40)}%,{places[0]}抽查合格率{draw.randint(92, 99)}%。"
        },
        "measures": {"text": _lines(name, draw, 4)},
        "division": {"text": f"{places[0]}由分管副职牵头,{places[3]}负责人为第一责任人,{name}办公室汇总。"},
    }


def deliverable(name: str, draw: Random) -> str:
    return f"{name}责任清单{draw.randint(18, 46)}项、权力清单{draw.randint(9, 30)}项已在{draw.choice(_PLACES)}公示。"
