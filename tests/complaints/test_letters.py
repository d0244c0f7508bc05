"""Letters through the API: drafted from the case, changed, issued with a number, printed again as they were."""

from io import BytesIO
from typing import Any

import docx
import pytest

from mingze.complaints import letter_forms as forms
from mingze.complaints.letter_rules import Standing, check_words, issuer_of, lacking_of, when_not
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, LetterKind
from mingze.complaints.workflow import Hand
from mingze.kit.problems import Invalid
from tests.complaints.conftest import Desk

K = LetterKind


# --- rules -----------------------------------------------------------------------------------------------------


def standing(**values: Any) -> Standing:
    return Standing(
        **{
            "kind": ComplaintKind.PETITION,
            "state": ComplaintState.HANDLING,
            "hands": frozenset({Hand.OFFICE}),
            "office_id": 2,
            "lead_id": 3,
            "accepted": True,
            "answered": False,
            "extended": False,
            "repeats": False,
            "reviews": {},
            **values,
        }
    )


def test_the_office_writes_and_the_unit_that_leads_only_what_it_answers() -> None:
    assert {issuer_of(kind, standing()) for kind in K if kind not in (K.REVIEW, K.RECHECK)} == {2}
    lead = standing(hands=frozenset({Hand.LEAD}))
    assert [kind for kind in K if issuer_of(kind, lead) == 3] == [K.ONE_TIME, K.ANSWER]
    leader = standing(hands=frozenset({Hand.LEADER}))
    assert all(issuer_of(kind, leader) is None for kind in K)
    # An opinion on review is written by the unit that gave it, by its own people.
    reviewed = standing(reviews={K.REVIEW: 1})
    assert issuer_of(K.REVIEW, reviewed) is None
    assert issuer_of(K.REVIEW, standing(reviews={K.REVIEW: 1}, reviewing=frozenset({1}))) == 1


@pytest.mark.parametrize(
    ("kind", "values", "may"),
    [
        (K.ACCEPTANCE, {}, True),
        (K.ACCEPTANCE, {"accepted": False}, False),
        (K.FORWARDING, {"state": ComplaintState.FORWARDED}, True),
        (K.FORWARDING, {}, False),
        (K.REFUSAL, {"state": ComplaintState.REFUSED}, True),
        (K.REFUSAL, {}, False),
        (K.ONE_TIME, {}, True),
        (K.ONE_TIME, {"state": ComplaintState.FINAL}, False),
        (K.EXTENSION, {"extended": True}, True),
        (K.EXTENSION, {}, False),
        (K.REPEAT, {"repeats": True}, True),
        (K.REPEAT, {}, False),
        (K.OPINION, {"answered": True}, True),
        (K.OPINION, {"answered": True, "kind": ComplaintKind.COMPLAINT}, False),
        (K.RECHECK, {"reviews": {K.RECHECK: None}}, True),
        (K.RECHECK, {"reviews": {K.REVIEW: 1}}, False),
    ],
)
def test_nothing_is_written_before_it_is_so(kind: LetterKind, values: dict[str, Any], may: bool) -> None:
    assert (when_not(kind, standing(**values)) is None) is may


def test_no_part_is_left_open_and_none_is_of_another_letter() -> None:
    for kind, sections in forms.SECTIONS.items():
        check_words(kind, {section.code: "有" for section in sections})
        with pytest.raises(Invalid) as open_:
            check_words(kind, {"final_words": "有"})
        wanted = {section.code for section in sections if not section.may_lack}
        pointers = {error.pointer.rpartition("/")[2] for error in open_.value.errors}
        assert pointers == wanted | {"final_words"}
    law = {section.code for section in forms.SECTIONS[K.OPINION]}
    assert {"request", "facts", "decision", "basis", "remedy"} <= law


def test_asks_at_once_for_all_that_was_not_told() -> None:
    assert len(lacking_of(about_unit=False, happened=False, wish=False, contact=False, files=False)) == 5
    assert lacking_of(about_unit=True, happened=True, wish=True, contact=True, files=True) == []


# --- through the API -------------------------------------------------------------------------------------------


async def drafts(desk: Desk, number: int, who: str = "complaint_officer") -> dict[str, Any]:
    found = await desk.read(who, f"/complaints/{number}/letters")
    return {one["kind"]: one for one in found["drafts"]}


async def issue(desk: Desk, number: int, kind: str, who: str = "complaint_officer", **sections: str) -> Any:
    body = {"kind": kind, "addressee": "王某", "sections": sections}
    return await desk.do(who, f"/complaints/{number}/letters", body)


async def printed(desk: Desk, letter: int, who: str = "complaint_officer") -> list[str]:
    answer = await desk.get(who, f"/complaint-letters/{letter}/document", format="docx")
    assert answer.status_code == 200, answer.text
    return [line.text for line in docx.Document(BytesIO(answer.content)).paragraphs]


@pytest.mark.demand("3.19")
async def test_what_is_lacking_is_told_in_writing_at_once(desk: Desk) -> None:
    number = await desk.taken_in()
    draft = (await drafts(desk, number))["one_time"]
    assert (draft["refused"], draft["unit"]["name"]) == (None, "青禾县卫生健康局")
    lacking = next(one for one in draft["sections"] if one["code"] == "lacking")
    assert lacking["text"].splitlines() == [
        "事情发生的日期或时间段",
        "具体的请求",
        "能够说明情况的材料(如票据、病历、照片)的复印件",
    ]
    empty = {"kind": "one_time", "addressee": "王某", "sections": {"lacking": " "}}
    refused = await desk.post("complaint_officer", f"/complaints/{number}/letters", empty)
    assert refused.json()["errors"][0]["pointer"] == "/body/sections/lacking"
    letter = await issue(desk, number, "one_time", lacking="就诊的日期\n挂号凭证的复印件")
    assert letter["number"] == "青禾县卫生健康局诉告〔" + letter["issued_on"][:4] + "〕1号"
    said = await printed(desk, letter["id"])
    assert said[2:4] == ["补充材料一次性告知书", "王某："]
    assert said.index("1．就诊的日期") + 1 == said.index("2．挂号凭证的复印件")
    assert any("以上为需要补充的全部内容，本单位不再另行要求" in line for line in said)
    # What was issued is printed as it was, whatever becomes of the complaint.
    client = await desk.as_("complaint_officer")
    version = (await desk.see(number))["version"]
    changed = await client.patch(
        f"/api/v1/complaints/{number}", json={"subject": "改过的标题"}, headers={"If-Match": f'"v{version}"'}
    )
    assert changed.status_code == 200
    assert await printed(desk, letter["id"]) == said
    assert (await issue(desk, number, "one_time", lacking="身份证明"))["number"].endswith("〕2号")
    pdf = await desk.get("complaint_officer", f"/complaint-letters/{letter['id']}/document", format="pdf")
    assert pdf.content.startswith(b"%PDF")


async def test_the_answer_is_written_by_the_unit_and_says_nothing_kept_inside(desk: Desk) -> None:
    number = await desk.answered(confidential=True)
    mine = await drafts(desk, number, "hospital_officer")
    assert mine["acceptance"]["refused"] == "须由受理机关出具"
    answer = mine["answer"]
    # Confidence was asked for: the unit writes to nobody by name.
    assert (answer["addressee"], answer["unit"]["name"]) == ("反映人", "青禾县人民医院")
    assert "叫号记录" not in str(answer)
    letter = await desk.do(
        "hospital_officer",
        f"/complaints/{number}/letters",
        {"kind": "answer", "addressee": "反映人", "sections": {}},
    )
    said = await printed(desk, letter["id"], "hospital_officer")
    assert "二、调查核实情况" in said
    assert "经调查核实，您反映的问题属实。" in said
    # The office knows who it is; what it wrote with the name the unit does not print.
    office = await drafts(desk, number)
    assert office["acceptance"]["addressee"] == "王某"
    told = await issue(desk, number, "acceptance")
    path = f"/complaint-letters/{told['id']}/document"
    assert (await desk.get("hospital_officer", path)).status_code == 403
    assert (await desk.get("complaint_officer_elsewhere", path)).status_code == 404
    assert (await desk.get("leader", path)).status_code == 200
    seen = (await desk.read("hospital_officer", f"/complaints/{number}/letters"))["items"]
    assert [(one["kind"], one["may_print"]) for one in seen] == [("acceptance", False), ("answer", True)]
    body = {"kind": "refusal", "addressee": "王某", "sections": {}}
    assert (await desk.post("complaint_officer", f"/complaints/{number}/letters", body)).status_code == 409
    assert (await desk.post("hospital_officer", f"/complaints/{number}/letters", body)).status_code == 403


async def test_an_opinion_holds_what_the_law_asks_and_its_delivery_opens_the_review(desk: Desk) -> None:
    with desk.at("2026-03-02T09:00:00"):
        number = await desk.taken_in(
            kind="petition", petition_class="appeal", channel="letter", wish="请求更正工龄。"
        )
        await desk.act_on("complaint_officer", number, "accept", petition_class="appeal")
        notice = await issue(desk, number, "acceptance")
        assert "《信访工作条例》第二十三条" in "".join(await printed(desk, notice["id"]))
        await desk.act_on(
            "complaint_officer",
            number,
            "issue_opinion",
            request_text="请求更正工龄认定。",
            facts_text="经查阅档案,参加工作时间为1996年7月。",
            opinion_text="按1996年7月重新认定。",
            basis_text="《云州市乡村医生养老补助办法》第六条。",
            inner_text="档案室已核对。",
            outcome="supported",
        )
    with desk.at("2026-03-20T09:00:00"):
        letter = await issue(desk, number, "opinion")
        assert letter["title"] == "信访事项处理意见书"
        said = await printed(desk, letter["id"])
        assert [line for line in said if line.startswith(tuple("一二三四五"))] == [
            "一、信访请求",
            "二、事实和理由",
            "三、处理意见",
            "四、法律法规和政策依据",
            "五、不服处理意见的途径",
        ]
        assert "对您的请求，予以支持。按1996年7月重新认定。" in said
        assert any("30日内，向云州市卫生健康委员会书面请求复查" in line for line in said)
        assert "档案室已核对" not in str(said)
        path = f"/complaint-letters/{letter['id']}/delivery"
        body = {"delivery": "post", "delivered_on": "2026-03-20"}
        assert (await desk.post("complaint_officer", path, body)).status_code == 428
        early = await desk.post(
            "complaint_officer", path, {**body, "delivered_on": "2026-03-19"}, letter["version"]
        )
        assert early.json()["errors"][0]["pointer"] == "/body/delivered_on"
        delivered = await desk.do("complaint_officer", path, body, letter["version"])
        assert (delivered["delivered_on"], delivered["may_deliver"]) == ("2026-03-20", False)
        again = await desk.post("complaint_officer", path, body, delivered["version"])
        assert again.status_code == 409
        window = next(one for one in (await desk.see(number))["clocks"] if one["code"] == "XF-7")
        assert (window["is_window"], window["last_day"]) == (True, "2026-04-20")  # the 19th is a Sunday
        history = (await desk.see(number))["history"]
        assert {"issue_letter", "deliver_letter"} <= {one["action"] for one in history}
        assert "王某" not in str(history)


async def test_no_letter_is_older_than_what_it_tells_and_nobody_asks_before_it_came(desk: Desk) -> None:
    """The right to ask for a review never begins before the opinion was given."""
    office, city = "complaint_officer", desk.region.units["city"]

    async def refused(answer: Any) -> str:
        assert answer.status_code == 422, answer.text
        pointer: str = answer.json()["errors"][0]["pointer"]
        return pointer

    async def dated(kind: str, day: str, who: str = office) -> Any:
        said = {"facts": "经复查,情况属实。"} if kind == "review" else {}
        body = {"kind": kind, "addressee": "王某", "sections": said, "issued_on": day}
        return await desk.post(who, f"/complaints/{number}/letters", body)

    async def brought(letter: Any, day: str, who: str = office) -> None:
        body = {"delivery": "post", "delivered_on": day}
        await desk.do(who, f"/complaint-letters/{letter['id']}/delivery", body, letter["version"])

    with desk.at("2026-02-02T09:00:00"):
        number = await desk.taken_in(kind="petition", channel="letter", wish="请求更正工龄。")
        await desk.act_on(office, number, "accept", petition_class="appeal")
    with desk.at("2026-03-02T09:00:00"):
        words = dict.fromkeys(
            ("request_text", "facts_text", "opinion_text", "basis_text", "inner_text"), "见卷。"
        )
        await desk.act_on(office, number, "issue_opinion", outcome="supported", **words)
    asked = {"organ": "云州市卫生健康委员会", "unit_id": city, "reason": "不服"}
    with desk.at("2026-03-20T09:00:00"):
        assert await refused(await dated("opinion", "2026-03-01")) == "/body/issued_on"
        letter = (await dated("opinion", "2026-03-02")).json()
        await brought(letter, "2026-03-18")
        days = {"requested_on": "2026-03-17", "received_on": "2026-03-19"}
        early = await desk.try_to(office, number, "request_review", **days, **asked)
        assert await refused(early) == "/body/requested_on"
        days["requested_on"] = "2026-03-18"
        await desk.act_on(office, number, "request_review", **days, **asked)
        said = {"opinion": "维持。", "upheld": True, "document": "云卫复查〔2026〕3号"}
        await desk.act_on(office, number, "issue_review", issued_on="2026-03-20", **said)
    with desk.at("2026-03-25T09:00:00"):
        assert await refused(await dated("review", "2026-03-19", "city_officer")) == "/body/issued_on"
        letter = (await dated("review", "2026-03-20", "city_officer")).json()
        await brought(letter, "2026-03-24", "city_officer")
        days = {"requested_on": "2026-03-23", "received_on": "2026-03-25"}
        outside = {"organ": "某省卫生健康委员会", "reason": "仍不服"}
        early = await desk.try_to(office, number, "request_recheck", **days, **outside)
        assert await refused(early) == "/body/requested_on"
        days["requested_on"] = "2026-03-24"
        seen = await desk.act_on(office, number, "request_recheck", **days, **outside)
        assert seen["state"] == "rechecking"
