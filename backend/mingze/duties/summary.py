"""What a stage brought, in sentences with the figures of the ledger. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingze.campaigns.vocabulary import MECHANISM_LABELS, Mechanism
from mingze.duties.metrics import Metric
from mingze.duties.vocabulary import DUTY_KIND_LABELS, PUNCTUALITY_LABELS, DutyKind, Punctuality
from mingze.papers.writing.prose import ProseData
from mingze.papers.writing.text import chinese_date

#: Tasks named one by one; beyond that their number says enough.
_MOST_NAMED = 50
_TOLD = (
    Punctuality.ON_TIME,
    Punctuality.LATE,
    Punctuality.MISSING,
    Punctuality.EXEMPTED,
    Punctuality.NOT_DUE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDuties:
    """How many of a kind were due in the stage, by whether they came in time; `accepted` of them."""

    kind: DutyKind
    counts: Mapping[Punctuality, int]
    accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTasks:
    """The campaign's own list: how many, how many are done, how many late; `done`: number and title, with the day,
    of those done in the stage."""

    total: int
    done_total: int
    overdue: int
    done: Sequence[tuple[str, str, date]]
    shares: int = 0
    shares_done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """`until`: the last day that is counted, the stage's or today."""

    campaign: str
    issuer: str
    stage: str
    mechanism: Mechanism | None
    first: date
    last: date
    until: date
    units: int
    duties: Sequence[StageDuties]
    tasks: StageTasks
    figures: Mapping[Metric, int]


def paper_of(summary: StageSummary, written_on: date) -> ProseData:
    return ProseData(
        title=f"《{summary.campaign}》{summary.stage}工作情况",
        issuer=summary.issuer,
        issued_on=written_on,
        lead=[_lead(summary)],
        sections=[
            ("报送情况", list(_duties(summary.duties))),
            ("任务完成情况", list(_tasks(summary.tasks))),
            ("问题整改情况", [_findings(summary.figures, summary.until)]),
            ("建章立制和典型选树情况", [_gains(summary.figures)]),
            (
                "责任追究情况",
                [f"批准提请责任追究{summary.figures[Metric.ACCOUNTABILITY_PROPOSED]}件。"],
            ),
        ],
    )


def _lead(summary: StageSummary) -> str:
    duty = f"，重点落实“{MECHANISM_LABELS[summary.mechanism]}”机制" if summary.mechanism else ""
    return (
        f"{summary.stage}自{chinese_date(summary.first)}至{chinese_date(summary.last)}{duty}，参加单位{summary.units}个。"
        f"以下数据由台账统计，截至{chinese_date(summary.until)}。"
    )


def _duties(duties: Sequence[StageDuties]) -> Iterator[str]:
    for one in duties:
        counted = [
            f"{PUNCTUALITY_LABELS[kind]}{one.counts.get(kind, 0)}件" for kind in _TOLD if _named(one, kind)
        ]
        total = sum(one.counts.values())
        yield f"{DUTY_KIND_LABELS[one.kind]}：应报{total}件，{'，'.join(counted)}；已采纳{one.accepted}件。"
    if not duties:
        yield "本阶段没有到期的应报事项。"


def _named(one: StageDuties, kind: Punctuality) -> bool:
    """In time, late and missing are always said, the rest where there are some."""
    always = (Punctuality.ON_TIME, Punctuality.LATE, Punctuality.MISSING)
    return kind in always or one.counts.get(kind, 0) > 0


def _tasks(tasks: StageTasks) -> Iterator[str]:
    yield f"活动任务{tasks.total}项，累计完成{tasks.done_total}项，其中本阶段完成{len(tasks.done)}项；逾期未完成{tasks.overdue}项。"
    for number, title, on in tasks.done[:_MOST_NAMED]:
        yield f"任务{number}“{title}”，{chinese_date(on)}完成。"
    if tasks.shares:
        yield f"各单位分解任务{tasks.shares}项，累计完成{tasks.shares_done}项。"


def _findings(figures: Mapping[Metric, int], until: date) -> str:
    return (
        f"本阶段新发现问题{figures[Metric.FINDINGS_NEW]}个，销号{figures[Metric.FINDINGS_CLOSED]}个，"
        f"完成整改措施{figures[Metric.MEASURES_DONE]}条；截至{chinese_date(until)}，"
        f"尚未销号{figures[Metric.FINDINGS_OPEN]}个，其中逾期{figures[Metric.FINDINGS_OVERDUE]}个。"
    )


def _gains(figures: Mapping[Metric, int]) -> str:
    return f"新建、修订制度{figures[Metric.RULES_ESTABLISHED]}项，选树先进典型{figures[Metric.EXEMPLARS]}个。"
