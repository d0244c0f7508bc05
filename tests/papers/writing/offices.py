"""Profiles of offices that only the tests know: each written by values alone."""

from types import MappingProxyType

from mingze.papers.writing import Profile, Status
from mingze.papers.writing.profiles import PROFILES, WORDS, Counted, Row

SINGLE = Profile(
    key="D",
    name="单栏叙述式",
    organization="加强组织领导，压实整改责任",
    heading="聚焦反馈意见，抓好整改落实",
    totals="lead",
    counted=Counted(
        "全部整改到位{}个",
        "基本完成{}个",
        "正在整改{}个",
        done=frozenset({Status.DONE}),
        staged=frozenset({Status.STAGED, Status.MOSTLY_DONE}),
        measures=False,
    ),
    zeros=True,
    form="guanyu",
    rows=(Row("整改落实情况", ("measures", "progress")),),
    contact_tail=False,
)
"""关于“…”问题的整改, one field 整改落实情况, zeros printed, totals after the lead."""

NO_SECTIONS = Profile(
    key="E",
    name="不分部分式",
    sections=False,
    key_heading=None,
    totals="lead",
    form="short",
    rows=(
        Row("整改完成情况", ("status",)),
        Row("整改举措", ("measures",)),
        Row("整改成效", ("progress",)),
    ),
    words=MappingProxyType({**WORDS, Status.DONE: "已整改销号"}),
    sublist="none",
)
"""No 一、 at all, other labels in another order, parts that are not counted."""

ALL = (*PROFILES.values(), SINGLE, NO_SECTIONS)
