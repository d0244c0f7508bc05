"""Acceptances as they are sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.engine import RowMapping

from mingze.acceptances import rules
from mingze.acceptances.queries import Voices
from mingze.acceptances.rules import Compared
from mingze.acceptances.schemas import (
    AcceptanceFinding,
    AcceptanceSummary,
    AcceptanceView,
    AcceptanceWord,
    Comparison,
    VerdictCounts,
)
from mingze.acceptances.vocabulary import Verdict
from mingze.findings.schemas import Ref
from mingze.kit import clock

_SAME = ("id", "version", "state", "opened_at", "closed_on", "ends_on")
_LOOK_BACK = (
    "code",
    "look_back_result",
    "look_back_text",
    "looked_back_by_name",
    "looked_back_at",
    "request_id",
)


def summary(row: RowMapping, voices: Voices) -> AcceptanceSummary:
    return AcceptanceSummary(**_summary(row, voices))


def view(
    row: RowMapping,
    voices: Voices,
    *,
    comparison: tuple[Compared, int, int] | None,
    words: Iterable[RowMapping],
    refused: str | None,
) -> AcceptanceView:
    """`refused`: why the reader is not the one who looks back; then nobody's words are shown either."""
    return AcceptanceView(
        **_summary(row, voices),
        **{name: row[name] for name in _LOOK_BACK},
        comparison=_comparison(*comparison) if comparison else None,
        words=[AcceptanceWord.model_validate(dict(one)) for one in words],
        may_look_back=refused is None,
        may_not_reason=refused,
    )


def _summary(row: RowMapping, voices: Voices) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _SAME},
        "finding": AcceptanceFinding(id=row["finding_id"], code=row["finding_code"], problem=row["problem"]),
        "unit": Ref(id=row["unit_id"], name=row["unit_name"]),
        "asking": rules.is_asking(clock.today(), row["ends_on"], closed=bool(row["closed"])),
        "asked": voices.asked,
        "by_receipt": _counts(voices.by_receipt),
        "at_door": _counts(voices.at_door),
    }


def _counts(verdicts: Mapping[Verdict, int]) -> VerdictCounts:
    return VerdictCounts(**{verdict.value: count for verdict, count in verdicts.items()})


def _comparison(spans: Compared, before: int, after: int) -> Comparison:
    return Comparison(
        days=spans.days,
        before_from=spans.before,
        closed_on=spans.closed_on,
        after_until=spans.until,
        before=before,
        after=after,
    )
