"""报送情况通报: who reported in time, late and not at all in one period, in the order of the units, without a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import IO

from mingze.kit.clock import SHANGHAI
from mingze.papers.writing.columns import RESULT_FORM, ResultRow
from mingze.papers.writing.framing import Kind, Paper, Paragraph, addressees, paper, signature
from mingze.papers.writing.listing import ListData
from mingze.papers.writing.model import Frame
from mingze.papers.writing.pdf import paper_pdf
from mingze.papers.writing.sheet import list_xlsx
from mingze.papers.writing.text import chinese_date, fold, lines_of, numeral
from mingze.papers.writing.word import paper_docx


class Reported(StrEnum):
    """How a unit reported; the codes are those of the published result."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    EXEMPTED = "exempted"
    NOT_DUE = "not_due"


_WORDS: Mapping[Reported, str] = MappingProxyType(
    {
        Reported.ON_TIME: "按时报送",
        Reported.LATE: "迟报",
        Reported.MISSING: "未报",
        Reported.EXEMPTED: "不计迟报",
        Reported.NOT_DUE: "未到期",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedUnit:
    """`submitted_at`: when it was first sent; None where it was not."""

    name: str
    reported: Reported
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultData:
    """The result of one period. Units come in the order of the tree and stay in it."""

    campaign: str
    """The title of the campaign, 全市卫生健康系统作风专项治理工作方案."""
    report: str
    """What was to be reported, 月度工作报告."""
    period: str
    """In words, 2026年5月."""
    issuer: str
    units: Sequence[ReportedUnit]
    due_on: date | None = None
    """The last day in time."""
    counted_at: datetime | None = None
    """Up to which instant it was counted."""
    issued_on: date | None = None
    note: str | None = None
    """A paragraph of the office, after the figures."""
    frame: Frame = field(default_factory=Frame)

    @property
    def title(self) -> str:
        return f"关于《{fold(lines_of(self.campaign))}》{fold(lines_of(self.period))}报送情况的通报"


def result_docx(data: ResultData, target: Path | str | IO[bytes]) -> None:
    """Write the result to a path or an open binary file."""
    paper_docx(result_paper(data), target)


def result_pdf(data: ResultData, *, font_folders: Sequence[Path] = ()) -> bytes:
    return paper_pdf(result_paper(data), font_folders=font_folders)


def result_xlsx(data: ResultData, path: Path | str) -> int:
    """Write every unit with how and when it reported to `path` and return how many there are."""
    rows = (
        ResultRow(
            ordinal=place,
            unit=fold(lines_of(one.name)),
            punctuality=_WORDS[one.reported],
            submitted=_moment(one.submitted_at) if one.submitted_at else "",
        )
        for place, one in enumerate(data.units, start=1)
    )
    listed = ListData(rows=rows, title=data.title, note=_totals(data), as_of=_day(data.counted_at))
    return list_xlsx(listed, path, RESULT_FORM)


def result_paper(data: ResultData) -> Paper:
    issuer = fold(lines_of(data.issuer))
    return paper(data.title, issuer, data.issued_on, data.frame, _compose(data, issuer))


def _compose(data: ResultData, issuer: str) -> Iterator[Paragraph]:
    yield Paragraph(Kind.TITLE, data.title)
    yield from addressees(data.frame)
    yield Paragraph(Kind.BODY, _lead(data))
    yield Paragraph(Kind.SECTION, "一、总体情况")
    yield Paragraph(Kind.BODY, f"{_totals(data)}。")
    number = 1
    for reported in Reported:
        names = [_named(one) for one in data.units if one.reported is reported]
        if names:
            number += 1
            yield Paragraph(
                Kind.SECTION, f"{numeral(number)}、{_WORDS[reported]}的单位（{len(names)}个，按机构顺序排列）"
            )
            yield Paragraph(Kind.BODY, "、".join(names) + "。")
    for line in lines_of(data.note):
        yield Paragraph(Kind.BODY, line)
    yield from signature(issuer, data.issued_on, data.frame)


def _lead(data: ResultData) -> str:
    by = f"应于{chinese_date(data.due_on)}前报送的" if data.due_on else "应报送的"
    until = f"截至{_moment(data.counted_at)}，" if data.counted_at else ""
    report = fold(lines_of(data.report))
    return f"{until}各单位{by}{fold(lines_of(data.period))}{report}，报送情况通报如下。"


def _totals(data: ResultData) -> str:
    counted = (
        f"{_WORDS[reported]}{number}个"
        for reported in Reported
        if (number := sum(one.reported is reported for one in data.units))
    )
    return "，".join([f"应报单位{len(data.units)}个", *counted])


def _named(unit: ReportedUnit) -> str:
    name = fold(lines_of(unit.name))
    if unit.reported is Reported.LATE and unit.submitted_at:
        return f"{name}（{_moment(unit.submitted_at)}报送）"
    return name


def _moment(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    return f"{chinese_date(local.date())}{local.hour}时{local.minute:02}分"


def _day(at: datetime | None) -> date | None:
    return at.astimezone(SHANGHAI).date() if at else None
