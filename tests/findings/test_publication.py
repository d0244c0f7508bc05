"""What of a finding is published, and the outer version of a report: nothing else leaves the house."""

import re
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import httpx
import pypdfium2  # type: ignore[import-untyped]
import pytest

from mingze.findings.paper_words import Outside, PublicationState
from mingze.findings.publication import PublicationFacts, Texts, is_stale, outside
from mingze.kit.database import Database
from tests.findings.conftest import Ledger
from tests.findings.test_lists import enter_report

#: Words of the ledger that stand in no wording for the public.
_INNER = ("处方点评流于形式", "修订处方点评制度", "抽查三次", "绩效分配办法未修订", "重点岗位未轮岗")
_WORDING = {
    "problem": "处方管理有待加强。",
    "measures": ["完善处方管理制度。", "按月开展检查。"],
    "progress": "制度已经完善。",
}


async def publication(ledger: Ledger, finding: int, who: str = "clerk") -> Any:
    return await ledger.read(who, f"/findings/{finding}/publication")


async def put(ledger: Ledger, finding: int, who: str = "clerk", **body: Any) -> httpx.Response:
    client = await ledger.as_(who)
    version = (await publication(ledger, finding))["version"]
    headers = {"If-Match": f'"v{version}"'}
    return await client.put(
        f"/api/v1/findings/{finding}/publication", json={**_WORDING, **body}, headers=headers
    )


async def post(ledger: Ledger, finding: int, what: str, who: str, **body: Any) -> httpx.Response:
    version = (await publication(ledger, finding))["version"]
    return await ledger.post(who, f"/findings/{finding}/publication/{what}", body, version)


async def approve(ledger: Ledger, finding: int, **body: Any) -> Any:
    assert (await put(ledger, finding, **body)).status_code == 200
    answer = await post(ledger, finding, "decision", "leader", approve=True)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def note_progress(ledger: Ledger, finding: int) -> None:
    """Somebody reports what has been done since."""
    items = (await ledger.read("clerk", f"/findings/{finding}"))["items"]
    await ledger.do(
        "hospital_liaison", f"/rectification-items/{items[0]['id']}/notes", {"text": "又查一次。"}
    )


class TestWording:
    async def test_begins_with_what_the_ledger_says(self, database: Database, ledger: Ledger) -> None:
        _, (first, _, key) = await enter_report(database, ledger.region)
        shown = await publication(ledger, first)
        assert (shown["version"], shown["state"], shown["outside"]) == (0, "undrafted", "unapproved")
        assert shown["ledger"] == {
            "problem": "处方点评流于形式",
            "measures": ["修订处方点评制度", "每月抽查一百张处方"],
            "progress": "制度已印发,抽查三次。",
        }
        assert (await publication(ledger, key))["outside"] == "key_matter"

    async def test_is_drafted_by_the_clerk_and_approved_by_the_leader(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        drafted = (await put(ledger, finding)).json()
        assert (drafted["state"], drafted["outside"]) == ("drafted", "unapproved")
        assert drafted["drafted_by"]["name"].startswith("监督办经办人")
        approved = (await post(ledger, finding, "decision", "leader", approve=True)).json()
        assert (approved["state"], approved["outside"], approved["stale"]) == ("approved", "approved", False)
        assert approved["measures"] == _WORDING["measures"]

    async def test_is_returned_with_a_reason(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await put(ledger, finding)
        bare = await post(ledger, finding, "decision", "leader", approve=False)
        assert bare.status_code == 422
        assert bare.json()["errors"][0]["pointer"] == "/body/note"
        returned = (await post(ledger, finding, "decision", "leader", approve=False, note="太笼统")).json()
        assert (returned["state"], returned["decision_note"]) == ("returned", "太笼统")
        again = await post(ledger, finding, "decision", "leader", approve=True)
        assert again.status_code == 409

    async def test_that_was_approved_is_stale_once_the_ledger_changes(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        await approve(ledger, finding)
        await note_progress(ledger, finding)
        shown = await publication(ledger, finding)
        assert (shown["state"], shown["stale"], shown["outside"]) == ("approved", True, "stale")

    async def test_drawn_from_texts_that_changed_since_cannot_be_approved(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        await put(ledger, finding)
        await note_progress(ledger, finding)
        refused = await post(ledger, finding, "decision", "leader", approve=True)
        assert refused.status_code == 409
        assert "重新拟稿" in refused.json()["detail"]
        assert (await put(ledger, finding)).status_code == 200
        assert (await post(ledger, finding, "decision", "leader", approve=True)).status_code == 200

    async def test_drafted_anew_has_to_be_approved_anew(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await approve(ledger, finding)
        again = (await put(ledger, finding, problem="处方管理须加强。")).json()
        assert (again["state"], again["decided_by"], again["outside"]) == ("drafted", None, "unapproved")

    async def test_of_a_voided_finding_is_refused(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        asked = await ledger.do("clerk", f"/findings/{finding}/requests", {"kind": "void", "reason": "重复"})
        await ledger.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
        assert (await put(ledger, finding)).status_code == 409


class TestWithholding:
    async def test_holds_at_once_and_until_a_wording_is_approved(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await approve(ledger, finding)
        kept = (await post(ledger, finding, "withholding", "clerk", reason="涉及患者隐私")).json()
        assert (kept["withheld"], kept["withheld_reason"], kept["outside"]) == (
            True,
            "涉及患者隐私",
            "withheld",
        )
        drafted = (await put(ledger, finding)).json()
        assert drafted["outside"] == "withheld"
        freed = (await post(ledger, finding, "decision", "leader", approve=True)).json()
        assert (freed["withheld"], freed["withheld_reason"], freed["outside"]) == (False, None, "approved")

    async def test_is_for_the_leader_too(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        kept = await post(ledger, finding, "withholding", "leader", reason="正在核查")
        assert kept.status_code == 200
        assert [one["action"] for one in kept.json()["allowed_actions"]] == ["withhold", "approve", "return"]


class TestVersions:
    async def test_are_asked_for_and_compared(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        client = await ledger.as_("clerk")
        path = f"/api/v1/findings/{finding}/publication"
        assert (await client.put(path, json=_WORDING)).status_code == 428
        assert (await client.put(path, json=_WORDING, headers={"If-Match": '"v1"'})).status_code == 412
        first = await client.put(path, json=_WORDING, headers={"If-Match": '"v0"'})
        assert (first.status_code, first.headers["ETag"]) == (200, '"v1"')
        assert (await client.put(path, json=_WORDING, headers={"If-Match": '"v0"'})).status_code == 412
        assert (
            await ledger.post("leader", f"/findings/{finding}/publication/decision", {"approve": True}, 0)
        ).status_code == 412


class TestWhoMay:
    async def test_nobody_of_the_unit_words_it_or_keeps_it_back(self, ledger: Ledger) -> None:
        finding = await ledger.accepted()
        for who in ("hospital_head", "hospital_liaison", "leader"):
            assert (await put(ledger, finding, who)).status_code == 403
        for who in ("hospital_head", "hospital_liaison"):
            assert (await post(ledger, finding, "withholding", who, reason="不宜")).status_code == 403
        await put(ledger, finding)
        assert (await post(ledger, finding, "decision", "clerk", approve=True)).status_code == 403

    async def test_who_does_not_see_the_finding_finds_nothing(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        client = await ledger.as_("clerk_elsewhere")
        path = f"/api/v1/findings/{finding}/publication"
        assert (await client.get(path)).status_code == 404
        headers = {"If-Match": '"v0"'}
        assert (await client.put(path, json=_WORDING, headers=headers)).status_code == 404
        assert (
            await client.post(f"{path}/withholding", json={"reason": "不宜"}, headers=headers)
        ).status_code == 404
        leader = await ledger.as_("leader_elsewhere")
        assert (
            await leader.post(f"{path}/decision", json={"approve": True}, headers=headers)
        ).status_code == 404

    async def test_what_was_done_stands_in_the_time_line(self, ledger: Ledger) -> None:
        finding = (await ledger.register())["id"]
        await approve(ledger, finding)
        await post(ledger, finding, "withholding", "clerk", reason="涉及患者隐私")
        events = (await ledger.read("clerk", f"/findings/{finding}/events"))["items"]
        assert [one["action"] for one in events[:3]] == [
            "withhold_publication",
            "approve_publication",
            "draft_publication",
        ]


class TestRules:
    """What the outer version shows, without a database."""

    _NOW = Texts.of("问题", ["措施"], ["进展"])

    @pytest.mark.parametrize(
        ("facts", "key_matter", "expected"),
        [
            (PublicationFacts(), False, Outside.UNAPPROVED),
            (PublicationFacts(), True, Outside.KEY_MATTER),
            (PublicationFacts(PublicationState.DRAFTED, digest=_NOW.digest), False, Outside.UNAPPROVED),
            (PublicationFacts(PublicationState.APPROVED, digest=_NOW.digest), False, Outside.APPROVED),
            (PublicationFacts(PublicationState.APPROVED, digest=_NOW.digest), True, Outside.APPROVED),
            (PublicationFacts(PublicationState.APPROVED, digest="another"), False, Outside.STALE),
            (PublicationFacts(PublicationState.APPROVED, digest="another"), True, Outside.KEY_MATTER),
            (PublicationFacts(PublicationState.APPROVED, True, digest=_NOW.digest), False, Outside.WITHHELD),
        ],
    )
    def test_outside(self, facts: PublicationFacts, *, key_matter: bool, expected: Outside) -> None:
        assert outside(facts, self._NOW, key_matter=key_matter) is expected

    def test_a_text_moved_from_one_field_to_the_next_is_another(self) -> None:
        known = PublicationFacts(digest=self._NOW.digest)
        assert not is_stale(known, Texts.of("问题", ["措施"], ["进展"]))
        assert is_stale(known, Texts.of("问题", ["措施", "进展"], []))
        assert is_stale(known, Texts.of("问题措施", [], ["进展"]))


# --- the outer version ---------------------------------------------------------------------------------------


def words_of(docx: bytes) -> str:
    """Everything in a Word file, its properties and comments included."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return "\n".join(
            re.sub(r"<[^>]+>", "", archive.read(name).decode(errors="ignore")) for name in archive.namelist()
        )


def pdf_words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", "", text)


async def report(
    ledger: Ledger, inspection: int, form: str, who: str = "clerk", **query: Any
) -> httpx.Response:
    answer = await ledger.get(who, f"/inspections/{inspection}/report.{form}", **query)
    assert answer.status_code == 200, answer.text
    return answer


class TestOuterVersion:
    async def test_holds_approved_wording_and_no_word_of_the_ledger(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, (first, second, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        await post(ledger, second, "withholding", "clerk", reason="涉及未公开事项")
        for profile in "ABC":
            outer: dict[str, Any] = {"version": "outer", "profile": profile}
            word = words_of((await report(ledger, inspection, "docx", **outer)).content)
            pdf = pdf_words((await report(ledger, inspection, "pdf", **outer)).content)
            for text in (word, pdf):
                assert "处方管理有待加强" in text
                assert "完善处方管理制度" in text
                assert "现予公开的1个问题" in text
                assert [leaked for leaked in (*_INNER, "书记点事", "涉及未公开事项") if leaked in text] == []

    async def test_keeps_what_is_not_approved_only_where_that_is_wanted(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, (first, second, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        left = pdf_words((await report(ledger, inspection, "pdf", version="outer")).content)
        kept = pdf_words(
            (await report(ledger, inspection, "pdf", version="outer", unapproved="keep")).content
        )
        assert "绩效分配办法未修订" not in left
        assert "绩效分配办法未修订" in kept
        assert "现予公开的2个问题" in kept
        # A key matter is inner until its wording is approved, whatever is wanted of the others.
        assert "重点岗位未轮岗" not in kept
        await post(ledger, second, "withholding", "leader", reason="正在核查")
        kept = pdf_words(
            (await report(ledger, inspection, "pdf", version="outer", unapproved="keep")).content
        )
        assert "绩效分配办法未修订" not in kept

    async def test_takes_a_stale_approval_for_none(self, database: Database, ledger: Ledger) -> None:
        inspection, (first, _, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        asked = await ledger.do(
            "clerk",
            f"/findings/{first}/requests",
            {"kind": "correct", "reason": "笔误", "changes": {"problem": "处方点评流于形式,记录不全"}},
        )
        await ledger.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
        text = pdf_words((await report(ledger, inspection, "pdf", version="outer")).content)
        assert "处方管理有待加强" not in text
        assert "处方点评" not in text

    async def test_is_named_so_that_nobody_takes_it_for_the_inner_one(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        for form in ("docx", "pdf"):
            outer = await report(ledger, inspection, form, version="outer", title="整改通报")
            inner = await report(ledger, inspection, form, title="整改通报")
            assert unquote(outer.headers["Content-Disposition"]).endswith(f"整改通报(公开版).{form}")
            assert unquote(inner.headers["Content-Disposition"]).endswith(f"''整改通报.{form}")

    async def test_says_that_something_is_left_out_where_that_is_wanted(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, (first, _, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        said = pdf_words(
            (await report(ledger, inspection, "pdf", version="outer", state_omission=True)).content
        )
        assert "除按规定不宜公开的外" in said
        assert "不宜公开" not in pdf_words(
            (await report(ledger, inspection, "pdf", state_omission=True)).content
        )

    async def test_head_and_imprint_are_printed(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        answer = await report(
            ledger,
            inspection,
            "pdf",
            document_number="云卫党〔2026〕9号",
            addressees=["市委巡察办", "市纪委监委"],
            copies=["市委组织部"],
            printed_by="云州市卫生健康委员会办公室",
            printed_on="2026-03-02",
            attachments=["问题清单"],
        )
        text = pdf_words(answer.content)
        for words in (
            "云卫党〔2026〕9号",
            "市委巡察办，市纪委监委：",
            "抄送：市委组织部。",
            "2026年3月2日印发",
            "附件：问题清单",
        ):
            assert words in text


class TestPreview:
    async def test_tells_what_is_left_out_and_why(self, database: Database, ledger: Ledger) -> None:
        inspection, (first, second, third) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        await post(ledger, second, "withholding", "clerk", reason="涉及未公开事项")
        shown = await ledger.read("clerk", f"/inspections/{inspection}/report-preview", version="outer")
        assert (shown["in_ledger"], shown["totals"]["findings"], shown["left_out_total"]) == (3, 1, 2)
        assert [(one["id"], one["reason"], one["note"]) for one in shown["left_out"]] == [
            (second, "withheld", "涉及未公开事项"),
            (third, "key_matter", None),
        ]
        text = "".join(one["label"] + one["text"] for one in shown["paragraphs"])
        assert "处方管理有待加强" in text
        assert [leaked for leaked in _INNER if leaked in text] == []

    async def test_warns_of_what_a_clerk_should_look_at(self, database: Database, ledger: Ledger) -> None:
        inspection, (first, second, _) = await enter_report(database, ledger.region)
        inner = await ledger.read("clerk", f"/inspections/{inspection}/report-preview")
        assert inner["left_out"] == []
        assert {one["code"]: one["count"] for one in inner["warnings"]} == {
            "no_measures": 1,
            "no_progress": 2,
        }
        await approve(ledger, first)
        outer = await ledger.read(
            "clerk", f"/inspections/{inspection}/report-preview", version="outer", unapproved="keep"
        )
        kept = next(one for one in outer["warnings"] if one["code"] == "unapproved_kept")
        assert [one["id"] for one in kept["findings"]] == [second]

    async def test_says_that_nothing_is_left(self, database: Database, ledger: Ledger) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        shown = await ledger.read("clerk", f"/inspections/{inspection}/report-preview", version="outer")
        assert shown["totals"]["findings"] == 0
        assert "nothing_shown" in {one["code"] for one in shown["warnings"]}

    async def test_agrees_with_the_document(self, database: Database, ledger: Ledger) -> None:
        inspection, (first, _, _) = await enter_report(database, ledger.region)
        await approve(ledger, first)
        query = {"version": "outer", "unapproved": "keep", "profile": "B", "title": "整改通报"}
        shown = await ledger.read("clerk", f"/inspections/{inspection}/report-preview", **query)
        printed = pdf_words((await report(ledger, inspection, "pdf", **query)).content)
        for one in shown["paragraphs"]:
            assert re.sub(r"\s+", "", one["label"] + one["text"]) in printed

    async def test_is_for_who_writes_reports_and_sees_the_inspection(
        self, database: Database, ledger: Ledger
    ) -> None:
        inspection, _ = await enter_report(database, ledger.region)
        path = f"/inspections/{inspection}/report-preview"
        assert (await ledger.get("hospital_head", path)).status_code == 403
        assert (await ledger.get("clerk_elsewhere", path)).status_code == 404
