"""How offices write their reports, as values: a new way to write one is a new `Profile`, not new code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from mingze.papers.writing.model import Status

Held = Literal["measures", "progress", "status"]
Sublist = Literal["yishi", "(1)", "none"]


@dataclass(frozen=True, slots=True)
class Row:
    """One field under a finding: its label (none where the profile prints prose) and what stands behind it."""

    label: str
    holds: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A heading that groups findings by what came of them, the states it takes and the one it is read as."""

    heading: str
    takes: frozenset[Status | None]
    means: Status


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of the totals ({} is the number), and which states count as done and as partly done; the rest is open."""

    done_words: str
    staged_words: str
    open_words: str
    done: frozenset[Status]
    staged: frozenset[Status]
    measures: bool = True
    """Whether the totals also count the measures."""


WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.DONE: "已完成整改",
        Status.MOSTLY_DONE: "基本完成",
        Status.STAGED: "取得阶段性成效",
        Status.IN_PROGRESS: "正在整改",
        Status.LONG_TERM: "长期坚持",
        Status.NOT_DONE: "未完成",
        Status.EXTENDED: "申请延期整改",
    }
)
"""One word for one state: the totals and the findings use the same."""

_APART = Counted(
    "已完成整改{}个",
    "取得阶段性成效{}个",
    "未完成{}个",
    done=frozenset({Status.DONE}),
    staged=frozenset({Status.STAGED, Status.MOSTLY_DONE}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One way to write a rectification report."""

    key: str
    name: str
    sections: bool = True
    """Whether 一、 headings part the report."""
    organization: str | None = None
    """The heading of a first part on how the rectification was organised."""
    heading: str = "巡察反馈意见整改情况"
    key_heading: str | None = "重点问题整改情况（{name}）"
    """The part of the key matters; None leaves them among the others."""
    lead_end: str = "按照巡察工作有关要求，现将巡察整改进展情况予以公布。"
    totals: Literal["lead", "section"] = "section"
    """After the lead, or in the first section: at its end where it is that of the organisation."""
    counted: Counted = _APART
    zeros: bool = False
    """Whether the totals print what there is none of."""
    number: Literal["1.", "（一）"] = "1."
    form: Literal["plain", "guanyu", "short"] = "plain"
    """The problem as it is; 关于“…”问题的整改; or without its full stop."""
    problem_label: str = ""
    rows: tuple[Row, ...]
    words: Mapping[Status, str] = field(default_factory=lambda: WORDS)
    grouping: Literal["theme", "result", "none"] = "theme"
    results: tuple[Result, ...] = ()
    sublist: Sublist = "yishi"
    contact_tail: bool = True

    def prints(self, what: Held) -> bool:
        return any(what in row.holds for row in self.rows)


XINCHENG = Profile(
    key="A",
    name="分项标注式",
    rows=(Row("整改措施", ("measures",)), Row("整改进展", ("progress",)), Row("完成情况", ("status",))),
)
"""Findings under themes, each with 整改措施, 整改进展, 完成情况."""

ZHUZHOU = Profile(
    key="B",
    name="状态在前式",
    organization="整改工作组织情况",
    heading="反馈问题整改落实情况",
    key_heading="重点问题整改落实情况（{name}）",
    counted=Counted(
        "已完成整改{}个",
        "阶段性完成{}个",
        "未完成{}个",
        done=_APART.done,
        staged=_APART.staged,
        measures=False,
    ),
    number="（一）",
    form="short",
    problem_label="反馈问题",
    rows=(Row("整改状态", ("status",)), Row("整改情况", ("measures", "progress"))),
    words=MappingProxyType({**WORDS, Status.STAGED: "阶段性完成"}),
    grouping="none",
)
"""Each finding a labelled heading, its state before the text."""

YANCHENG = Profile(
    key="C",
    name="按结果分类式",
    organization="整改工作总体情况",
    heading="反馈问题整改情况",
    key_heading=None,
    counted=Counted(
        "{}个问题已完成（含基本完成）整改",
        "取得阶段性成效{}个",
        "仍需持续整改{}个",
        done=frozenset({Status.DONE, Status.MOSTLY_DONE}),
        staged=frozenset({Status.STAGED}),
    ),
    form="guanyu",
    rows=(Row("", ("measures", "progress")),),
    grouping="result",
    results=(
        Result(
            "集中整改期内已完成（含基本完成）整改的问题",
            frozenset({Status.DONE, Status.MOSTLY_DONE}),
            Status.DONE,
        ),
        Result("取得阶段性成效的问题", frozenset({Status.STAGED}), Status.STAGED),
        Result(
            "仍需长期整改的问题",
            frozenset({Status.LONG_TERM, Status.IN_PROGRESS, Status.EXTENDED}),
            Status.LONG_TERM,
        ),
        Result("尚未完成整改的问题", frozenset({Status.NOT_DONE, None}), Status.NOT_DONE),
    ),
    sublist="(1)",
)
"""Findings under what came of them, prose without labels, (1) before the parts."""

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.key: profile for profile in (XINCHENG, ZHUZHOU, YANCHENG)}
)
