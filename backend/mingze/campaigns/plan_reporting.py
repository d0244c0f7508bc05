"""The reporting duty of a plan as a requirement of its campaign. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingze.campaigns.draft import DraftRequirement
from mingze.campaigns.vocabulary import Cadence

#: 数据截止日 of a monthly report, where nobody says another.
CUTOFF_DAY = 25
_CADENCES: Mapping[str, Cadence] = {
    "weekly": Cadence.WEEKLY,
    "monthly": Cadence.MONTHLY,
    "quarterly": Cadence.QUARTERLY,
    "semiannual": Cadence.HALF_YEARLY,
    "yearly": Cadence.YEARLY,
}
_TITLES: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "周报",
    Cadence.MONTHLY: "月报",
    Cadence.QUARTERLY: "季报",
    Cadence.HALF_YEARLY: "半年报",
    Cadence.YEARLY: "年报",
}
_WORK = (
    ("findings_new", "新发现问题", "个"),
    ("findings_closed", "销号问题", "个"),
    ("findings_open", "尚未销号问题", "个"),
    ("findings_overdue", "逾期问题", "个"),
    ("measures_done", "完成整改措施", "条"),
    ("rules_established", "新建修订制度", "项"),
)
_ACCOUNTABILITY = (("accountability_proposed", "批准提请责任追究", "件"),)


def requirement_of(
    reporting: Mapping[str, Any] | None, *, until: date | None
) -> tuple[DraftRequirement | None, list[str]]:
    """The requirement, and what the paper leaves open."""
    if not reporting:
        return None, []
    cadence = _CADENCES.get(reporting["cadence"])
    if cadence is None:
        return None, ["报送周期不是每周、每月、每季度、每半年或每年,没有带入报送要求"]
    if reporting["due_day"] is None:
        return None, ["报送要求没有写明几日前报送,没有带入;请补上报送截止日"]
    told = []
    parts = [one for one in reporting["parts"] if one]
    if not parts:
        parts = ["工作开展情况"]
        told.append("方案没有写明报送哪些内容,按“工作开展情况”一项带入")
    cutoff = CUTOFF_DAY if cadence is Cadence.MONTHLY else None
    if cutoff:
        told.append(f"数据截止日按每月 {cutoff} 日带入,可修改")
    return DraftRequirement(
        title=_TITLES[cadence],
        cadence=cadence,
        due_day=reporting["due_day"],
        cutoff_day=cutoff,
        parts=_parts(parts),
        until=until,
    ), told


def _parts(titles: Sequence[str]) -> list[dict[str, Any]]:
    """Each part with the numbers the ledger knows of it: work once, accountability once."""
    parts: list[dict[str, Any]] = []
    given: set[str] = set()
    for place, title in enumerate(titles, start=1):
        code = _code(title)
        if code in given or not code:
            code = f"part_{place}"
        given.add(code)
        parts.append({"code": code, "title": title, "required": True, "fields": _fields(code)})
    return parts


def _code(title: str) -> str:
    if any(word in title for word in ("问责", "追究", "查处", "处分")):
        return "accountability"
    return "work" if any(word in title for word in ("工作", "开展", "进展", "落实")) else ""


def _fields(code: str) -> list[dict[str, Any]]:
    known = {"work": _WORK, "accountability": _ACCOUNTABILITY}.get(code, ())
    return [
        {"code": name, "label": label, "unit": unit, "metric": name, "indicator": label}
        for name, label, unit in known
    ]
