"""A result of reporting as an official document."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from mingze.campaigns.vocabulary import Cadence
from mingze.duties import rules
from mingze.duties.periods import label
from mingze.kit.clock import SHANGHAI
from mingze.papers.writing.results import (
    Reported,
    ReportedUnit,
    ResultData,
    result_docx,
    result_pdf,
    result_xlsx,
)


def data_of(row: Mapping[Any, Any], *, issuer: str, due_at: datetime | None) -> ResultData:
    """Of the row of a result, as it was counted."""
    snapshot = row["snapshot"]
    return ResultData(
        campaign=row["campaign_title"],
        report=row["title"],
        period=label(Cadence(row["cadence"]), row["period_start"]),
        issuer=issuer,
        units=[
            ReportedUnit(
                name=unit["unit_name"],
                reported=Reported(unit["punctuality"]),
                submitted_at=datetime.fromisoformat(unit["submitted_at"]) if unit["submitted_at"] else None,
            )
            for unit in snapshot["units"]
        ],
        due_on=rules.last_day(due_at) if due_at else None,
        counted_at=datetime.fromisoformat(snapshot["at"]),
        issued_on=row["decided_at"].astimezone(SHANGHAI).date() if row["decided_at"] else None,
        note=row["note"],
    )


def written(data: ResultData, form: str) -> bytes:
    """The file; blocks, so call it in a thread."""
    if form == "pdf":
        return result_pdf(data)
    if form == "xlsx":
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "result.xlsx"
            result_xlsx(data, path)
            return path.read_bytes()
    target = BytesIO()
    result_docx(data, target)
    return target.getvalue()
