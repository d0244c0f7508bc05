"""The five lists of the ledger, as they are filtered, through the API, on both engines."""

from io import BytesIO
from typing import Any
from urllib.parse import unquote

import docx
import httpx
import pytest
from python_calamine import CalamineWorkbook

from mingze.findings.list_router import MAX_DOCX_ROWS, _bounded
from mingze.findings.paper_words import LIST_FORMS, ListForm
from mingze.kit.problems import Invalid
from mingze.papers.writing import FORMS, LedgerRow
from tests.findings.conftest import Ledger


def in_sheet(answer: httpx.Response) -> str:
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return " ".join(str(cell) for row in rows for cell in row)


def in_document(answer: httpx.Response) -> str:
    document = docx.Document(BytesIO(answer.content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return " ".join(texts + [cell.text for row in document.tables[0].rows for cell in row.cells])


READ = {"xlsx": in_sheet, "docx": in_document}


async def exported(ledger: Ledger, form: str, kind: str, **query: Any) -> httpx.Response:
    answer = await ledger.get("clerk", f"/findings/lists/{form}.{kind}", **query)
    assert answer.status_code == 200, answer.text
    return answer


class TestLists:
    def test_are_those_the_writer_knows(self) -> None:
        assert {form.value for form in ListForm} == set(FORMS)

    @pytest.mark.parametrize("kind", READ)
    async def test_hold_what_was_filtered_and_nothing_else(self, ledger: Ledger, kind: str) -> None:
        await ledger.register(problem="急救药品过期未清。", key_matter=True)
        await ledger.register(problem="院感培训没有签到。")
        for form, label in LIST_FORMS.items():
            answer = await exported(ledger, form, kind, key_matter=True)
            said = READ[kind](answer)
            assert "急救药品过期未清" in said
            assert "院感培训没有签到" not in said
            assert label in said
            assert "云州市卫生健康委员会" in said
            name = unquote(answer.headers["Content-Disposition"])
            assert name.startswith(f"attachment; filename*=UTF-8''{label}")
            assert name.endswith(f".{kind}")

    @pytest.mark.parametrize("kind", READ)
    async def test_take_a_title(self, ledger: Ledger, kind: str) -> None:
        await ledger.register()
        answer = await exported(ledger, "problem", kind, title="市委巡察反馈问题清单")
        assert "市委巡察反馈问题清单" in READ[kind](answer)

    @pytest.mark.parametrize("kind", READ)
    async def test_show_nobody_what_is_out_of_sight(self, ledger: Ledger, kind: str) -> None:
        await ledger.register(problem="急救药品过期未清。")
        answer = await ledger.get("clerk_elsewhere", f"/findings/lists/rectification.{kind}")
        assert answer.status_code == 200
        assert "急救药品过期未清" not in READ[kind](answer)

    async def test_of_no_known_form_are_refused(self, ledger: Ledger) -> None:
        assert (await ledger.get("clerk", "/findings/lists/secret.xlsx")).status_code == 422

    def test_too_long_for_word_are_refused_with_a_way_out(self) -> None:
        rows = (LedgerRow(ordinal=place, problem="问题") for place in range(MAX_DOCX_ROWS + 1))
        with pytest.raises(Invalid, match="XLSX"):
            _bounded(rows)
        fits = (LedgerRow(ordinal=place, problem="问题") for place in range(MAX_DOCX_ROWS))
        assert len(_bounded(fits)) == MAX_DOCX_ROWS
