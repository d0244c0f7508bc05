"""The outer version: nothing of it betrays what was left out."""

import re
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from mingze.papers.reader import read
from mingze.papers.writing import (
    FORMS,
    ListData,
    Profile,
    PublicWording,
    ReportData,
    Status,
    fill_template,
    list_docx,
    list_xlsx,
    make_template,
    outer_report,
    outer_rows,
    project,
    report_docx,
    report_pdf,
    report_values,
)
from tests.papers.writing.offices import ALL
from tests.papers.writing.samples import finding, report
from tests.papers.writing.test_lists import row

SECRETS = ("机密立案线索", "绝密谈话记录", "内部措施甲", "内部进展乙", "内部分类丙")
HIDDEN = finding(
    "机密立案线索移送不及时。",
    publish=False,
    status=Status.NOT_DONE,
    group="内部分类丙。",
    measures=("内部措施甲",),
    progress="内部进展乙。",
)
REWORDED = finding(
    "绝密谈话记录未归档。",
    measures=("内部措施甲",),
    progress="内部进展乙。",
    public_wording=PublicWording(
        problem="档案管理不规范。", measures=["健全归档制度"], progress="已按期归档。"
    ),
)
PLAIN = finding("床位使用率偏低。", status=Status.STAGED)
DATA = report(PLAIN, HIDDEN, REWORDED, replace(HIDDEN, key_matter=True))


def unpacked(data: bytes) -> str:
    """Everything a file holds, its archives and streams opened, as text."""
    pieces = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            pieces += [archive.read(name) for name in archive.namelist()] + [archive.comment]
            pieces += [name.encode() for name in archive.namelist()]
    words = ""
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                pieces.append(zlib.decompressobj().decompress(stream))
            except zlib.error:
                pieces.append(stream)
        document = pdfium.PdfDocument(data)
        words = "".join(page.get_textpage().get_text_range() for page in document)
        words += "".join(document.get_metadata_dict().values())
        words += "".join(one.get_title() for one in document.get_toc())
        document.close()
    encoded = "".join(
        piece.decode(encoding, "ignore")
        for piece in pieces
        for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
    )
    return "".join((words + encoded).split())


def docx(data: ReportData, profile: Profile) -> bytes:
    buffer = BytesIO()
    report_docx(data, buffer, profile=profile)
    return buffer.getvalue()


each_profile = pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.key)


class TestOuterReport:
    @each_profile
    def test_no_byte_of_docx_or_pdf_tells_of_what_was_left_out(self, profile: Profile) -> None:
        data = outer_report(DATA)
        for written in (docx(data, profile), report_pdf(data, profile=profile)):
            text = unpacked(written)
            assert "床位使用率偏低" in text
            assert [secret for secret in SECRETS if secret in text] == []

    def test_the_search_finds_them_in_the_inner_version(self) -> None:
        for written in (docx(DATA, ALL[0]), report_pdf(DATA)):
            text = unpacked(written)
            assert [secret for secret in SECRETS if secret not in text] == []

    @each_profile
    def test_numbers_and_totals_agree_with_what_it_shows(self, profile: Profile) -> None:
        printed = project(outer_report(DATA), profile)
        assert len(printed.findings) == printed.totals.findings == 2
        assert (printed.totals.findings_done, printed.totals.findings_staged) == (1, 1)
        assert printed.totals.key_matters is None
        answer = read("a.docx", docx(outer_report(DATA), profile))
        assert {one.code for one in answer.warnings} & {"totals_mismatch", "parts_do_not_sum"} == set()

    def test_what_nobody_approved_is_kept_or_left_out_field_by_field(self) -> None:
        partly = replace(REWORDED, public_wording=PublicWording(problem="档案管理不规范。"))
        kept = outer_report(report(PLAIN, partly)).findings
        assert [one.problem for one in kept] == ["床位使用率偏低。", "档案管理不规范。"]
        assert kept[1].progress == "内部进展乙。"
        (only,) = outer_report(report(PLAIN, partly), unapproved="leave_out").findings
        assert (only.problem, list(only.measures), only.progress) == ("档案管理不规范。", [], None)

    def test_the_inner_version_does_not_print_approved_wording(self) -> None:
        assert "档案管理不规范" not in unpacked(docx(DATA, ALL[0]))


class TestOuterLists:
    @pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
    def test_no_byte_of_a_list_tells_of_what_was_left_out(self, form: object, tmp_path: Path) -> None:
        rows = [
            row(1, code="YZ-7"),
            row(2, problem="机密立案线索移送不及时。", publish=False, group="内部分类丙"),
            row(3, problem="绝密谈话记录未归档。", public_wording=REWORDED.public_wording),
        ]
        data = ListData(rows=list(outer_rows(rows)))
        buffer = BytesIO()
        list_docx(data, buffer, form)  # type: ignore[arg-type]
        list_xlsx(data, tmp_path / "a.xlsx", form)  # type: ignore[arg-type]
        for written in (buffer.getvalue(), (tmp_path / "a.xlsx").read_bytes()):
            text = unpacked(written)
            assert "档案管理不规范" in text
            assert [secret for secret in (*SECRETS, "YZ-7") if secret in text] == []


class TestOuterTemplate:
    async def test_no_byte_of_a_filled_template_tells_of_what_was_left_out(self) -> None:
        values = report_values(outer_report(DATA))
        text = unpacked(await fill_template("report", make_template("report"), values))
        assert "档案管理不规范" in text
        assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.name)
def test_an_extract_claims_neither_the_number_of_the_inspection_nor_its_rules(profile: Profile) -> None:
    whole = replace(DATA, rules=14, checks=11)
    shown = outer_report(whole)
    target = BytesIO()
    report_docx(shown, target, profile=profile)
    answer = read("a.docx", target.getvalue())
    assert "反馈的2个问题" not in answer.text
    assert (answer.totals.rules, answer.totals.checks) == (None, None)
    assert "现予公开的2个问题" in answer.text
    assert answer.totals.findings == 2
    everything = outer_report(report(PLAIN, REWORDED, rules=14, checks=11))
    assert (everything.partial, everything.rules, everything.checks) == (False, 14, 11)
