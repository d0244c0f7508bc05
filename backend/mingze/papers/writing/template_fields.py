"""The fields an office may put into its own Word template, and their values: plain words, nothing else.

Names are what a clerk would type: {{标题}}. Fields of a row repeat: in a row of a table by themselves, elsewhere
between {{每个问题}} and {{问题结束}}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from mingze.papers.writing.columns import COLUMNS, ListForm
from mingze.papers.writing.composing import lead_text, totals_text
from mingze.papers.writing.listing import ListData, title_of
from mingze.papers.writing.model import Frame, ReportData
from mingze.papers.writing.planning import PlanData, contact_text, period_text, project_plan, reporting_text
from mingze.papers.writing.printed import PrintedTotals, project
from mingze.papers.writing.profiles import XINCHENG, Profile
from mingze.papers.writing.text import chinese_date, fold, lines_of
from mingze.papers.writing.wording import measure_text

TemplateKind = Literal["report", "list", "plan"]


@dataclass(frozen=True, slots=True)
class TemplateField:
    name: str
    meaning: str
    each: str | None = None
    """What it repeats for: 问题, 任务 or 阶段; None stands once."""


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """What a template is filled with: words by name, and rows of words for what repeats."""

    once: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]]


def _fields(each: str | None, *rows: tuple[str, str]) -> tuple[TemplateField, ...]:
    return tuple(TemplateField(name, meaning, each) for name, meaning in rows)


def _name(header: str) -> str:
    """涉及金额（元） as a name."""
    return header.partition("（")[0]


_FRAME = _fields(
    None,
    ("标题", "文件标题"),
    ("发文机关", "落款单位"),
    ("文号", "发文字号"),
    ("主送机关", "主送单位，以逗号分隔"),
    ("成文日期", "如2024年7月15日"),
    ("抄送机关", "抄送单位，以逗号分隔"),
    ("印发机关", "版记中的印发单位"),
    ("印发日期", "版记中的印发日期"),
)
_REPORT = _fields(
    None,
    ("导语", "巡察起止、反馈时间等开头一段"),
    ("整改合计", "问题、措施、制度的合计一段"),
    ("组织情况", "整改工作组织情况各段"),
    ("巡察组", "开展巡察的巡察组"),
    ("被巡察党组织", "接受巡察的党组织"),
    ("巡察开始日期", "巡察开始的日期"),
    ("巡察结束日期", "巡察结束的日期"),
    ("反馈日期", "反馈巡察意见的日期"),
    ("问题总数", "问题个数"),
    ("已完成数", "已完成整改的问题个数"),
    ("阶段性数", "取得阶段性成效的问题个数"),
    ("未完成数", "未完成的问题个数"),
    ("重点问题数", "重点问题个数"),
    ("措施总数", "整改措施条数"),
    ("已完成措施数", "已完成的整改措施条数"),
    ("制度数", "健全完善的制度项数"),
    ("检查次数", "日常监督检查次数"),
    ("联系方式", "联系电话、电子信箱等，每项一行"),
)
_REPORT_ROWS = _fields(
    "问题",
    ("部分", "问题所在的部分，如一、二"),
    ("问题类别", "问题所属的类别标题"),
    ("序号", "问题在本部分中的编号"),
    ("问题", "问题内容"),
    ("整改措施", "各条措施"),
    ("整改进展", "整改进展情况"),
    ("完成情况", "如已完成整改"),
    ("重点问题", "是或否"),
)
_LIST = _fields(
    None,
    ("标题", "清单标题"),
    ("填报单位", "填报的单位"),
    ("截至日期", "数据截至的日期"),
    ("问题总数", "行数"),
)
_LIST_ROWS = _fields("问题", *((_name(column.header), f"台账的“{column.header}”列") for column in COLUMNS))
_PLAN = _fields(
    None,
    ("导语", "方案开头各段"),
    ("总体目标", "目标任务"),
    ("监督范围", "监督范围"),
    ("监督对象", "监督对象"),
    ("上级方案", "所依据的上级方案"),
    ("组长", "领导小组组长"),
    ("副组长", "领导小组副组长"),
    ("成员", "领导小组成员"),
    ("领导小组办公室", "领导小组办公室所在"),
    ("工作要求", "工作要求各段"),
    ("报送要求", "何时报送哪些材料"),
    ("子方案报送日期", "各单位方案的报送日期"),
    ("联系方式", "每项一行"),
)
_PLAN_ROWS = (
    *_fields(
        "任务",
        ("任务序号", "任务的编号"),
        ("任务名称", "任务的标题"),
        ("任务内容", "任务的具体内容"),
        ("责任科室", "责任科室，以顿号分隔"),
        ("完成时限", "如2024年6月30日前"),
    ),
    *_fields(
        "阶段",
        ("阶段序号", "阶段的编号"),
        ("阶段名称", "阶段的名称"),
        ("起止时间", "阶段的起止日期"),
        ("工作机制", "如明责、问责"),
    ),
)
FIELDS: Mapping[TemplateKind, tuple[TemplateField, ...]] = MappingProxyType(
    {
        "report": (*_FRAME, *_REPORT, *_REPORT_ROWS),
        "list": (*_LIST, *_LIST_ROWS),
        "plan": (*_FRAME, *_PLAN, *_PLAN_ROWS),
    }
)


def template_fields(kind: TemplateKind) -> tuple[TemplateField, ...]:
    """The fields a template of this kind may hold."""
    return FIELDS[kind]


def report_values(data: ReportData, profile: Profile = XINCHENG) -> TemplateValues:
    printed = project(data, profile)
    inspection = printed.inspection
    once = _frame(printed.title, printed.issuer, printed.issued_on, printed.frame) | {
        "导语": lead_text(printed),
        "整改合计": totals_text(printed),
        "组织情况": "\n".join(lines for text in data.organization for lines in lines_of(text)),
        "巡察组": inspection.body or "",
        "被巡察党组织": inspection.party or "",
        "巡察开始日期": _day(inspection.began_on),
        "巡察结束日期": _day(inspection.ended_on),
        "反馈日期": _day(inspection.feedback_on),
        "联系方式": "\n".join(printed.contacts),
    }
    rows = [
        {
            "部分": one.section or "",
            "问题类别": one.group or "",
            "序号": one.number,
            "问题": one.problem,
            "整改措施": measure_text(one.measures, profile.sublist),
            "整改进展": one.progress or "",
            "完成情况": one.status_text or "",
            "重点问题": "是" if one.key_matter else "否",
        }
        for one in printed.findings
    ]
    return TemplateValues(once | _counts(printed.totals), {"问题": rows})


def list_values(data: ListData, form: ListForm) -> TemplateValues:
    """Every column, whichever form: the office's template says which of them it prints."""
    rows = [{_name(column.header): _cell(column.value(row)) for column in COLUMNS} for row in data.rows]
    once = {
        "标题": title_of(data, form),
        "填报单位": fold(lines_of(data.unit)),
        "截至日期": _day(data.as_of),
        "问题总数": str(len(rows)),
    }
    return TemplateValues(once, {"问题": rows})


def plan_values(data: PlanData) -> TemplateValues:
    plan = project_plan(data)
    group = plan.leading_group
    once = _frame(fold(lines_of(data.title)), fold(lines_of(data.issuer)), data.issued_on, data.frame) | {
        "导语": "\n".join(line for text in data.lead for line in lines_of(text)),
        "总体目标": plan.objective or "",
        "监督范围": plan.scope or "",
        "监督对象": plan.objects or "",
        "上级方案": plan.parent or "",
        "组长": (group and group.head) or "",
        "副组长": "、".join(group.deputies) if group else "",
        "成员": (group and group.members) or "",
        "领导小组办公室": (group and group.office) or "",
        "工作要求": "\n".join(line for text in data.requirements for line in lines_of(text)),
        "报送要求": reporting_text(plan.reporting) if plan.reporting else "",
        "子方案报送日期": _day(plan.sub_plan_due),
        "联系方式": "\n".join(contact_text(one) for one in plan.contacts),
    }
    tasks = [
        {
            "任务序号": task.number,
            "任务名称": task.title,
            "任务内容": task.text,
            "责任科室": "、".join(task.departments),
            "完成时限": task.due.text or "",
        }
        for task in plan.tasks
    ]
    stages = [
        {
            "阶段序号": str(stage.number),
            "阶段名称": stage.name,
            "起止时间": period_text(stage),
            "工作机制": stage.mechanism or "",
        }
        for stage in plan.stages
    ]
    return TemplateValues(once, {"任务": tasks, "阶段": stages})


def _frame(title: str, issuer: str, issued_on: date | None, frame: Frame) -> dict[str, str]:
    return {
        "标题": title,
        "发文机关": issuer,
        "文号": fold(lines_of(frame.document_number)),
        "主送机关": "，".join(fold(lines_of(one)) for one in frame.addressees),
        "成文日期": _day(issued_on),
        "抄送机关": "，".join(fold(lines_of(one)) for one in frame.copies),
        "印发机关": fold(lines_of(frame.printed_by)),
        "印发日期": _day(frame.printed_on),
    }


def _counts(totals: PrintedTotals) -> dict[str, str]:
    counts = {
        "问题总数": totals.findings,
        "已完成数": totals.findings_done,
        "阶段性数": totals.findings_staged,
        "未完成数": totals.findings_open,
        "重点问题数": totals.key_matters,
        "措施总数": totals.items,
        "已完成措施数": totals.items_done,
        "制度数": totals.rules,
        "检查次数": totals.checks,
    }
    return {name: str(count or 0) for name, count in counts.items()}


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""


def _cell(value: object) -> str:
    return "" if value is None else "\n".join(lines_of(str(value)))
