"""What was written reads back as what was printed."""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from mingze.papers.answer import Answer
from mingze.papers.reader import read
from mingze.papers.writing import (
    LedgerRow,
    Printed,
    Profile,
    ReportData,
    ledger_xlsx,
    project,
    report_docx,
    report_pdf,
)
from mingze.papers.writing.text import lines_of
from mingze.papers.writing.wording import measure_parts
from tests.papers.writing.offices import ALL
from tests.papers.writing.samples import reports, rows

FIELDS = ("section", "group", "number", "problem", "progress", "status", "status_text", "key_matter")
TOTALS = (
    "findings",
    "findings_done",
    "findings_staged",
    "findings_open",
    "items",
    "items_done",
    "items_open",
    "rules",
    "checks",
)


def printed_fields(printed: Printed) -> list[dict[str, Any]]:
    return [
        {name: getattr(one, name) for name in FIELDS} | {"measures": list(one.measures)}
        for one in printed.findings
    ]


def read_fields(answer: Answer) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in (*FIELDS, "measures")} for one in answer.findings]


def without_blanks(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [without_blanks(one) for one in value]
    if isinstance(value, dict):
        return {key: without_blanks(one) for key, one in value.items()}
    return value


def check_frame(answer: Answer, printed: Printed) -> None:
    assert answer.kind == "rectification_report"
    assert (answer.title, answer.issuer, answer.issued_on) == (
        printed.title,
        printed.issuer,
        printed.issued_on,
    )
    assert answer.inspection is not None
    assert (answer.inspection.body, answer.inspection.feedback_on) == (
        printed.inspection.body,
        printed.inspection.feedback_on,
    )
    assert (answer.inspection.start, answer.inspection.end) == (
        printed.inspection.began_on,
        printed.inspection.ended_on,
    )
    stated, counted = asdict(answer.totals), asdict(printed.totals)
    assert {name: stated[name] for name in TOTALS} == {name: counted[name] for name in TOTALS}
    assert "totals_mismatch" not in {warning.code for warning in answer.warnings}


each_profile = pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.key)


class TestReportDocx:
    @each_profile
    @settings(max_examples=15, deadline=None)
    @given(data=reports)
    def test_reads_back_every_field_the_profile_prints(self, profile: Profile, data: ReportData) -> None:
        buffer = BytesIO()
        report_docx(data, buffer, profile=profile)
        answer, printed = read("报告.docx", buffer.getvalue()), project(data, profile)
        assert read_fields(answer) == printed_fields(printed)
        check_frame(answer, printed)


class TestReportPdf:
    @each_profile
    @settings(max_examples=6, deadline=None)
    @given(data=reports)
    def test_reads_back_every_field_but_the_blanks_at_which_lines_broke(
        self, profile: Profile, data: ReportData
    ) -> None:
        answer, printed = read("报告.pdf", report_pdf(data, profile=profile)), project(data, profile)
        assert without_blanks(read_fields(answer)) == without_blanks(printed_fields(printed))
        check_frame(answer, printed)


class TestLedgerXlsx:
    @settings(max_examples=25, deadline=None)
    @given(rows)
    def test_reads_back_every_column_the_reader_knows(self, given_rows: list[LedgerRow]) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "台账.xlsx"
            ledger_xlsx(given_rows, path)
            answer = read("台账.xlsx", path.read_bytes())
        assert answer.kind == "finding_ledger"
        for found, row in zip(answer.findings, given_rows, strict=True):
            assert (found.section, found.number, found.key_matter) == (
                row.section,
                row.number,
                row.key_matter,
            )
            assert found.problem == "\n".join(lines_of(row.problem))
            assert found.group == ("\n".join(lines_of(row.group)) or None)
            assert found.measures == list(measure_parts(row.measures))
            assert found.progress == ("\n".join(lines_of(row.progress)) or None)
            assert found.status_text == row.status
            assert found.owner == row.leader
            assert found.unit == ("、".join(row.units) or None)
            assert found.due == row.due_on
