"""One matter told several times: found at triage, merged with every receipt alive, not handled again after the end."""

import asyncio
from typing import Any

import pytest

from mingze.complaints.alike_rules import ALIKE, MOST, Candidate, SimilarWhy, similar
from mingze.complaints.merging_rules import Side, Told, check_merge, check_repeat, reason_of, told_again
from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, Outcome
from mingze.kit.problems import Problem
from tests.complaints.conftest import Desk

QUEUE = "收费窗口中午只开一个,交费要排四十分钟,老人站不住。"
S, COMPLAINT, PETITION = ComplaintState, ComplaintKind.COMPLAINT, ComplaintKind.PETITION


# --- rules -----------------------------------------------------------------------------------------------------


def test_finds_the_same_phone_and_the_same_words_the_likeliest_first() -> None:
    found = similar(
        QUEUE,
        [
            Candidate(1, "停车场收费太高。", same_phone=False, same_person=False),
            Candidate(2, "停车场收费太高。", same_phone=True, same_person=False),
            Candidate(3, QUEUE + "没有人管。", same_phone=False, same_person=False),
            Candidate(4, QUEUE, same_phone=True, same_person=True),
        ],
    )
    assert [one.id for one in found] == [4, 3, 2]
    assert found[0].why == (SimilarWhy.SAME_PHONE, SimilarWhy.SAME_PERSON, SimilarWhy.SAME_WORDS)
    assert found[1].likeness >= ALIKE
    many = [Candidate(number, QUEUE, same_phone=False, same_person=False) for number in range(1, 40)]
    assert len(similar(QUEUE, many)) == MOST


def side(
    number: int, state: ComplaintState = S.REGISTERED, kind: ComplaintKind = COMPLAINT, **more: Any
) -> Side:
    return Side(**{"id": number, "kind": kind, "state": state, "office_id": 2, "about_unit_id": 3, **more})


@pytest.mark.parametrize(
    ("row", "main", "status"),
    [
        (side(2), side(1), None),
        (side(2), side(1, S.INVESTIGATING), None),
        (side(2, names_head=True), side(1, names_head=True), None),
        (side(2, about_department_id=4), side(1, about_department_id=4), None),
        (side(2), side(1, names_head=True), None),
        (side(2), side(2), 422),
        (side(2), side(1, S.MERGED), 422),
        (side(2), side(1, S.CLOSED), 422),
        (side(2), side(1, kind=PETITION), 422),
        (side(2), side(1, office_id=9), 422),
        (side(2, names_head=True), side(1), 422),
        (side(2, names_head=True), side(1, names_head=True, about_unit_id=8), 422),
        (side(2, about_department_id=4), side(1), 422),
        (side(2, joined=True), side(1), 409),
    ],
)
def test_merges_only_what_may_be_handled_as_one(row: Side, main: Side, status: int | None) -> None:
    if status is None:
        check_merge(row, main)
        return
    with pytest.raises(Problem) as refused:
        check_merge(row, main)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("row", "earlier", "new_facts", "told"),
    [
        (side(2), side(1, S.CLOSED), False, Told.NOT_HANDLED),
        (side(2), side(1, S.CLOSED), True, Told.LINKED),
        (side(2), side(1, S.CLOSED, outcome=Outcome.WITHDRAWN), False, Told.LINKED),
        (side(2), side(1, S.ANSWERED), False, Told.LINKED),
        (side(2, S.INVESTIGATING), side(1, S.CLOSED), False, Told.LINKED),
        (side(2, kind=PETITION), side(1, S.FINAL, PETITION), False, Told.REFUSED),
        (side(2, kind=PETITION), side(1, S.FINAL, PETITION), True, Told.LINKED),
        (side(2, kind=PETITION), side(1, S.OPINION_ISSUED, PETITION), False, Told.LINKED),
        (side(2, kind=PETITION), side(1, S.HANDLING, PETITION, office_id=9), False, Told.REFUSED),
        (side(2, kind=PETITION), side(1, S.HANDLING, PETITION), False, Told.LINKED),
    ],
)
def test_after_a_final_answer_nothing_is_handled_twice(
    row: Side, earlier: Side, new_facts: bool, told: Told
) -> None:
    assert told_again(row, earlier, new_facts=new_facts) is told


def test_says_by_which_article() -> None:
    final, open_ = side(1, S.FINAL, PETITION), side(1, S.HANDLING, PETITION, office_id=9)
    mine = side(2, kind=PETITION)
    assert "第三十六条" in reason_of(mine, final, "XF2026-000001")
    assert "第十九条" in reason_of(mine, open_, "XF2026-000001")
    for row, earlier in ((side(1), side(1)), (side(1), side(2))):
        with pytest.raises(Problem):
            check_repeat(row, earlier)


# --- through the API -------------------------------------------------------------------------------------------


async def test_similar_ones_are_shown_at_triage_and_merged(desk: Desk) -> None:
    first = await desk.investigated(text=QUEUE)
    second = await desk.taken_in(text=QUEUE + "希望多开窗口。", complainant={"phone": "139 0000-0000"})
    other = await desk.taken_in(text="停车场收费太高,请核实。", complainant={"phone": "13800000000"})
    elsewhere = await desk.taken_in(
        "complaint_officer_elsewhere", text=QUEUE, about_unit_id=desk.region.units["linquan_hospital"]
    )
    found = (await desk.read("complaint_officer", f"/complaints/{second}/similar"))["items"]
    assert [(one["id"], one["why"]) for one in found] == [(first, ["same_phone", "same_words"])]
    assert "王某" not in str(found)
    assert "1390000" not in str(found)
    assert (await desk.get("hospital_officer", f"/complaints/{first}/similar")).status_code == 403
    assert (await desk.read("complaint_officer", f"/complaints/{other}/similar"))["items"] == []

    for main, pointer in ((elsewhere, "/body/main_id"), (second, "/body/main_id")):
        refused = await desk.try_to("complaint_officer", second, "merge", main_id=main)
        assert refused.json()["errors"][0]["pointer"] == pointer
    bar = {"account_id": desk.region.accounts["hospital_officer"], "why": "named"}
    await desk.do("complaint_officer", f"/complaints/{second}/bars", bar)
    seen = await desk.act_on("complaint_officer", second, "merge", main_id=first, note="同一窗口")
    assert (seen["state"], seen["main"]["id"]) == ("merged", first)
    assert [clock["state"] for clock in seen["clocks"] if clock["state"] == "running"] == []
    main = await desk.see(first)
    assert [one["id"] for one in main["merged_in"]] == [second]
    # Whom the other one names handles this one neither.
    assert (await desk.get("hospital_officer", f"/complaints/{first}")).status_code == 404
    # What others were merged into is not merged away under them; what was merged is no main one.
    third = await desk.taken_in(text=QUEUE)
    assert (await desk.refusal("complaint_officer", first, "merge", main_id=third))[0] == 409
    assert (await desk.refusal("complaint_officer", third, "merge", main_id=second))[0] == 422
    # Nor is it withdrawn, or made a petition, over the heads of those whose it is too.
    for action, body in (("withdraw", {"note": "本人撤回"}), ("to_petition", {"reason": "诉求变化"})):
        status, said = await desk.refusal("complaint_officer", first, action, **body)
        assert (status, "须先撤销并案" in said) == (409, True), action
    parted = await desk.act_on("complaint_officer", second, "unmerge", reason="另有收费问题")
    assert (parted["state"], parted["main"]) == ("registered", None)
    history = (await desk.see(second))["history"]
    assert [one["action"] for one in history[:2]] == ["unmerge_complaint", "merge_complaint"]


async def test_what_is_just_being_merged_into_is_not_withdrawn_beside_it(desk: Desk) -> None:
    for _ in range(4):
        main, other = await desk.taken_in(text=QUEUE), await desk.taken_in(text=QUEUE)
        merge = desk.try_to("complaint_officer", other, "merge", main_id=main)
        withdraw = desk.try_to("complaint_officer", main, "withdraw", note="本人撤回")
        answers = await asyncio.gather(merge, withdraw)
        # One of them is refused by the rules, and not because the two wait for each other.
        codes = sorted(answer.status_code for answer in answers)
        assert codes in ([200, 409], [200, 422]), [answer.text for answer in answers]


async def test_two_that_are_merged_crosswise_at_once_are_not_both_gone(desk: Desk) -> None:
    for _ in range(4):
        one, other = await desk.taken_in(text=QUEUE), await desk.taken_in(text=QUEUE)
        answers = await asyncio.gather(
            desk.try_to("complaint_officer", one, "merge", main_id=other),
            desk.try_to("complaint_officer", other, "merge", main_id=one),
        )
        codes = sorted(answer.status_code for answer in answers)
        assert codes in ([200, 409], [200, 422]), [answer.text for answer in answers]


async def test_after_the_end_it_is_handled_again_only_for_something_new(desk: Desk) -> None:
    first = await desk.answered(text=QUEUE)
    await desk.act_on("complaint_officer", first, "visit_back", satisfaction="satisfied")
    await desk.act_on("complaint_officer", first, "close", outcome="satisfied")
    second, third = await desk.taken_in(text=QUEUE), await desk.taken_in(text=QUEUE)
    (similar_one, *_) = (await desk.read("complaint_officer", f"/complaints/{second}/similar"))["items"][::-1]
    assert (similar_one["id"], similar_one["concluded"]) == (first, True)

    path = f"/complaints/{second}/repeat"
    unsaid = await desk.post("complaint_officer", path, {"of_id": first, "new_facts": True}, 1)
    assert unsaid.status_code == 422
    assert (
        await desk.post("hospital_officer", path, {"of_id": first, "new_facts": False}, 1)
    ).status_code == 404
    told = await desk.do("complaint_officer", path, {"of_id": first, "new_facts": False}, 1)
    assert (told["state"], told["not_handled_reason"]) == ("not_handled", "concluded")
    assert told["repeat_of"]["id"] == first
    assert "没有新的事实和理由" in told["messages"][0]["text"]
    again = await desk.do(
        "complaint_officer",
        f"/complaints/{third}/repeat",
        {"of_id": first, "new_facts": True, "note": "新增的窗口又关了。"},
        1,
    )
    assert (again["state"], again["repeated"]) == ("registered", True)
    drafts = (await desk.read("complaint_officer", f"/complaints/{second}/letters"))["drafts"]
    notice = next(one for one in drafts if one["kind"] == "repeat")
    assert notice["refused"] is None
    assert told["repeat_of"]["number"] in notice["sections"][1]["text"]
