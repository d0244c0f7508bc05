"""What kind of document a text is: rows of evidence, added up."""

import re
from dataclasses import dataclass

from mingze.papers.answer import Kind

_ENOUGH = 3


@dataclass(frozen=True)
class Evidence:
    kind: Kind
    points: int
    where: str  # "title" | "text"
    pattern: re.Pattern[str]


def _row(kind: Kind, points: int, where: str, pattern: str) -> Evidence:
    return Evidence(kind, points, where, re.compile(pattern, re.MULTILINE))


# A row counts once. The title weighs most, since texts of all kinds speak of plans, reports and rectification.
EVIDENCE: tuple[Evidence, ...] = (
    _row("rectification_report", 6, "title", r"整改.{0,8}(?:通报|情况|进展|报告|公告|公示)"),
    _row(
        "rectification_report",
        3,
        "text",
        r"^ ?(?:[【(]?整改(?:措施|进展|情况|落实情况|成效)[】)]? ?:|【整改)",
    ),
    _row(
        "rectification_report",
        3,
        "text",
        r"[。;] ?整改(?:进展|情况|落实情况|措施|成效):|【整改(?:措施|情况|成效|进展)】",
    ),
    _row("rectification_report", 2, "text", r"(?:完成情况|整改状态|整改结果|整改完成情况) ?:"),
    _row("rectification_report", 2, "text", r"(?:巡察|巡视|审计|督查|督察)组?[^。\n]{0,60}反馈"),
    _row("rectification_report", 1, "text", r"现将[^。\n]{0,30}整改[^。\n]{0,20}(?:公布|通报|公开)"),
    _row(
        "rectification_report",
        3,
        "text",
        r"^(?:\(.{1,3}\)|\d{1,3}[.、]|.{1,3}、)? ?关于[^\n]{4,80}问题的?整改",
    ),
    _row("campaign_plan", 7, "title", r"(?:方案|计划|要点|安排)(?:\(.{1,8}\))?$"),
    _row(
        "campaign_plan",
        5,
        "title",
        r"开展.{2,60}(?:整治|治理|整顿|清理|清查|排查|自查|督查|攻坚|行动|活动)(?:工作|行动|活动)?的?(?:公告|通告|通知)$",
    ),
    _row(
        "campaign_plan",
        2,
        "text",
        r"^ ?[一二三四五六七八九十]{1,2}、 ?(?:指导思想|总体要求|工作目标|目标任务|总体目标)",
    ),
    _row(
        "campaign_plan",
        2,
        "text",
        r"[一二三四五六七八九十]、 ?(?:方法步骤|工作步骤|实施步骤|时间安排|工作步骤和方法措施|进度安排)",
    ),
    _row("campaign_plan", 1, "text", r"[一二三四五六七八九十]、 ?(?:工作要求|组织领导|保障措施|工作措施)"),
    _row(
        "annual_report", 6, "title", r"(?:年度|\d{4}年).{0,40}(?:报告|总结|年报)$|年度报告$|年报$|工作总结$"
    ),
    _row(
        "annual_report",
        5,
        "title",
        r"^(?!.*(?:整改|方案|办法|通知$)).*(?:信访|举报|热线|投诉|诉求|信箱|留言|工单|网民).{0,16}(?:情况|统计|分析|通报|报告)",
    ),
    _row("annual_report", 2, "text", r"[从按][^,。;\n]{2,16}(?:来看|分)[,:][^。\n]{1,40}\d+(?:\.\d+)?%"),
    _row("annual_report", 2, "text", r"(?:比上年同期|较上年同期|比去年同期|同比)[^。\n]{0,20}\d"),
    _row("annual_report", 1, "text", r"现将[^。\n]{0,40}(?:报告|汇报)如下"),
    _row("annual_report", 1, "text", r"(?:今年以来|全年|一年来)"),
    _row("finding_ledger", 6, "title", r"(?:台账|问题清单|整改清单|责任清单)(?:\(.{1,8}\))?$"),
)


def kind_of(title: str | None, text: str) -> Kind:
    points: dict[Kind, int] = {}
    for row in EVIDENCE:
        where = (title or "") if row.where == "title" else text
        if row.pattern.search(where):
            points[row.kind] = points.get(row.kind, 0) + row.points
    enough = [kind for kind, sum_ in points.items() if sum_ >= _ENOUGH]
    return max(enough, key=lambda kind: points[kind], default="unknown")
