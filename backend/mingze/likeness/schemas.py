"""What is asked of likeness and what it answers; and how the office is shown both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from mingze.likeness.rules import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Of what a text is a part, whose it is and for when. `resource_id` 0: of something that is not there yet.

    `before`: only texts older than this are looked at, as when it was sent.
    """

    resource: str
    part: str
    unit_id: int | None
    account_id: int | None
    resource_id: int = 0
    campaign_id: int | None = None
    period_start: date | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A text to compare with besides those remembered: the measure a progress report is about."""

    resource: str
    resource_id: int
    part: str
    text: str
    unit_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of the text compared that stand elsewhere; `sources` are places in `Comparison.sources`."""

    start: int
    end: int
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that some of it stands in, and where in that text. `share`: of the text compared."""

    text_id: int | None
    resource: str
    resource_id: int
    part: str
    unit_id: int | None
    unit_name: str | None
    account_name: str | None
    period_start: date | None
    at: datetime | None
    share: float
    text: str
    passages: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`share`: how much of what counts in `text` stands elsewhere, 0 to 1."""

    text: str
    share: float
    passages: Sequence[Passage]
    sources: Sequence[Source]

    def alarms(self, percent: int) -> bool:
        return bool(self.passages) and self.share * 100 >= percent


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison and the field of the request that its text came in."""

    pointer: str
    comparison: Comparison


class LikenessStretch(BaseModel):
    """字符位置,自 start 起、到 end 前止。"""

    start: int
    end: int


class LikenessPassage(LikenessStretch):
    sources: list[int] = Field(description="见于哪些材料(sources 中的序号,从 0 起)")


class LikenessSource(BaseModel):
    resource: str = Field(description="哪一类材料")
    resource_id: int
    part: str
    unit_id: int | None
    unit_name: str | None
    account_name: str | None
    period_start: date | None
    at: datetime | None
    share: float = Field(description="占本文计入文字的比例,0 到 1")
    text: str
    passages: list[LikenessStretch] = Field(description="相同文字在该材料中的位置")


class LikenessView(BaseModel):
    """一段文字与其他材料的雷同,两边对照。"""

    text: str
    share: float = Field(description="雷同文字占计入文字的比例,0 到 1")
    alarming: bool = Field(description="达到提示比例")
    explanation: str | None = Field(description="报送人的说明")
    passages: list[LikenessPassage]
    sources: list[LikenessSource] = Field(description="雷同最多的在前,至多 20 份")
    sources_out_of_sight: int = Field(description="另有几份雷同材料不在您的可见范围内")

    @classmethod
    def of(
        cls, found: Comparison, *, in_sight: Sequence[bool], percent: int, explanation: str | None
    ) -> Self:
        """What somebody sees who may see the sources marked so."""
        shown = [place for place, seen in enumerate(in_sight) if seen]
        numbers = {place: number for number, place in enumerate(shown)}
        return cls(
            text=found.text,
            share=found.share,
            alarming=found.alarms(percent),
            explanation=explanation,
            passages=[
                LikenessPassage(
                    start=one.start,
                    end=one.end,
                    sources=[numbers[place] for place in one.sources if place in numbers],
                )
                for one in found.passages
            ],
            sources=[_source(found.sources[place]) for place in shown],
            sources_out_of_sight=len(in_sight) - len(shown),
        )


def _source(one: Source) -> LikenessSource:
    return LikenessSource(
        resource=one.resource,
        resource_id=one.resource_id,
        part=one.part,
        unit_id=one.unit_id,
        unit_name=one.unit_name,
        account_name=one.account_name,
        period_start=one.period_start,
        at=one.at,
        share=one.share,
        text=one.text,
        passages=[LikenessStretch(start=start, end=end) for start, end in one.passages],
    )
