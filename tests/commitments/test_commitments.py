"""Commitments through the API: written by units, approved by a second person, seen by whom they are for."""

from datetime import timedelta
from typing import Any

import pytest

from mingze.campaigns.vocabulary import CampaignState
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.likeness.rules import RUN
from tests.commitments.conftest import TEXT, Desk
from tests.support.campaigns import running_campaign

PERSON: dict[str, Any] = {"person": "内科医师陈某", "media": [], "opinion": "服务态度有待改进。"}


async def seen_by(desk: Desk, who: str) -> set[int]:
    return {one["id"] for one in (await desk.ledger.read(who, "/commitments", limit=200))["items"]}


class TestPublication:
    @pytest.mark.demand("0.17")
    async def test_a_statement_and_its_promises_go_out_when_the_leader_agrees(self, desk: Desk) -> None:
        made = await desk.submitted(kind="statement", media=["newspaper", "television"])
        view = await desk.done("leader", made, "decision", approve=True, note="同意公开。")
        assert (view["state"], view["decided_by"]["name"]) == ("approved", "分管领导3")
        day = str(clock.today())
        view = await desk.done("clerk", made, "publication", published_on=day, place="云州日报3版")
        assert (view["state"], view["published_on"], view["place"]) == ("published", day, "云州日报3版")
        assert view["media"] == ["newspaper", "television"]
        elsewhere = await desk.read("liaison_elsewhere", made)
        assert elsewhere["text"] == TEXT
        assert elsewhere["items"][0]["text"] == "每月公示一次药品价格。"

    @pytest.mark.demand("0.14")
    async def test_lists_of_duties_and_powers_are_made_public_with_their_file(self, desk: Desk) -> None:
        for kind in ("duty_list", "power_list"):
            made = await desk.draft(
                kind=kind, promises=[], media=["website"], text=f"现公布本院清单({kind})。"
            )
            sent = await desk.ledger.attach("hospital_liaison", "commitment", made)
            assert sent.status_code == 201, sent.text
            await desk.done("hospital_liaison", made, "submission")
            await desk.done("leader", made, "decision", approve=True)
            await desk.done("hospital_liaison", made, "publication", published_on=str(clock.today()))
            view = await desk.read("liaison_elsewhere", made)
            assert (view["kind"], view["files"][0]["name"]) == (kind, "现场.jpg")
            file = view["files"][0]["id"]
            got = await desk.ledger.get("liaison_elsewhere", f"/attachments/{file}/content")
            assert got.status_code == 200
            assert (await desk.ledger.attach("hospital_liaison", "commitment", made)).status_code == 409

    async def test_nobody_approves_what_they_wrote(self, desk: Desk, database: Database) -> None:
        region = desk.region
        await desk.ledger.do(
            "security_admin",
            "/appointments",
            {
                "account_id": region.accounts["leader"],
                "unit_id": region.units["hospital"],
                "role": "unit_head",
            },
        )
        made = await desk.draft("leader")
        await desk.done("leader", made, "submission")
        refused = await desk.send("leader", made, "decision", approve=True)
        assert (refused.status_code, "他人" in refused.json()["detail"]) == (403, True)

    async def test_refused_with_a_reason_written_anew_and_sent_again(self, desk: Desk) -> None:
        made = await desk.submitted()
        assert (await desk.send("leader", made, "decision", approve=False)).status_code == 422
        view = await desk.done("leader", made, "decision", approve=False, note="承诺不具体。")
        assert (view["state"], view["decision_note"]) == ("refused", "承诺不具体。")
        body = {name: view[name] for name in ("title", "media")} | {
            "text": "窗口不超过三人排队。",
            "promises": [],
        }
        client = await desk.ledger.as_("hospital_liaison")
        path = f"/api/v1/commitments/{made}"
        assert (await client.put(path, json=body)).status_code == 428
        assert (await client.put(path, json=body, headers={"If-Match": '"v1"'})).status_code == 412
        version = {"If-Match": f'"v{view["version"]}"'}
        changed = await client.put(path, json=body, headers=version)
        assert (changed.status_code, changed.json()["items"]) == (200, [])
        lacks = await desk.send("hospital_liaison", made, "submission")
        assert [one["pointer"] for one in lacks.json()["errors"]] == ["/body/promises"]

    async def test_each_act_waits_for_its_turn(self, desk: Desk) -> None:
        made = await desk.draft()
        early = await desk.send("hospital_liaison", made, "publication", published_on=str(clock.today()))
        assert (early.status_code, early.json()["open_moves"]) == (409, ["edit", "submit", "discard"])
        made = await desk.approved(unit="hospital")
        tomorrow = str(clock.today() + timedelta(days=1))
        late = await desk.send("hospital_liaison", made, "publication", published_on=tomorrow)
        assert late.json()["errors"][0]["pointer"] == "/body/published_on"

    async def test_the_unit_takes_back_a_draft_and_only_the_leader_what_is_public(self, desk: Desk) -> None:
        made = await desk.draft()
        view = await desk.done("hospital_liaison", made, "withdrawal", reason="重写。")
        assert (view["state"], view["withdrawn_reason"]) == ("withdrawn", "重写。")
        assert (await desk.send("hospital_liaison", made, "withdrawal", reason="再撤。")).status_code in {
            403,
            409,
        }
        made = await desk.published(text="另一份承诺:就诊先看后付,结算一次办结,不让群众多跑路。")
        assert (await desk.send("hospital_liaison", made, "withdrawal", reason="不想公开")).status_code == 403
        await desk.done("leader", made, "withdrawal", reason="内容有误。")
        assert (await desk.ledger.get("liaison_elsewhere", f"/commitments/{made}")).status_code == 404

    async def test_only_units_that_take_part_in_a_running_campaign_write(
        self, desk: Desk, database: Database
    ) -> None:
        department = desk.body("hospital_medical")
        refused = await desk.ledger.post("hospital_head", "/commitments", department)
        assert refused.json()["errors"][0]["pointer"] == "/body/unit_id"
        other = await running_campaign(database, desk.region, units=("township",), title="别的活动")
        refused = await desk.ledger.post(
            "hospital_head", "/commitments", desk.in_campaign(other).body("hospital")
        )
        assert refused.json()["errors"][0]["pointer"] == "/body/campaign_id"
        ended = await running_campaign(database, desk.region, state=CampaignState.CLOSED, title="去年的活动")
        refused = await desk.ledger.post(
            "hospital_head", "/commitments", desk.in_campaign(ended).body("hospital")
        )
        assert refused.status_code == 409

    async def test_a_retry_makes_no_second_one(self, desk: Desk) -> None:
        client = await desk.ledger.as_("hospital_head")
        ids = {
            (
                await client.post(
                    "/api/v1/commitments", json=desk.body(), headers={"Idempotency-Key": "commit-0001"}
                )
            ).json()["id"]
            for _ in range(2)
        }
        assert len(ids) == 1


class TestSight:
    async def test_drafts_are_for_the_unit_and_the_office(self, desk: Desk) -> None:
        made = await desk.submitted()
        for who in ("hospital_head", "unit_head", "clerk", "leader", "discipline_officer"):
            assert made in await seen_by(desk, who), who
        for who in ("liaison_elsewhere", "clerk_elsewhere", "unit_head_elsewhere", "personnel_head"):
            assert made not in await seen_by(desk, who), who
            assert (await desk.ledger.get(who, f"/commitments/{made}")).status_code == 404

    @pytest.mark.demand("2.8")
    async def test_what_is_promised_in_public_and_how_it_goes_is_seen_by_all(self, desk: Desk) -> None:
        made = await desk.published()
        await desk.follow("hospital_liaison", made, "keep")
        assert made in await seen_by(desk, "liaison_elsewhere")
        lines = (await desk.ledger.read("liaison_elsewhere", "/promises"))["items"]
        assert [(one["commitment_id"], one["state"], one["acts"]) for one in lines] == [(made, "kept", [])]
        assert made not in await seen_by(desk, "personnel_head")

    @pytest.mark.demand("2.7")
    async def test_what_a_person_answers_to_an_opinion_stays_inside(self, desk: Desk) -> None:
        made = await desk.published(**PERSON)
        view = await desk.read("hospital_head", made)
        assert (view["person"], view["inner_only"], view["opinion"]) == (
            "内科医师陈某",
            True,
            "服务态度有待改进。",
        )
        assert made in await seen_by(desk, "clerk")
        assert made not in await seen_by(desk, "liaison_elsewhere")
        assert (await desk.ledger.get("liaison_elsewhere", f"/commitments/{made}")).status_code == 404
        assert (await desk.ledger.read("liaison_elsewhere", "/promises"))["items"] == []

    async def test_a_leader_may_let_it_out_with_a_reason_and_the_opinion_stays(self, desk: Desk) -> None:
        made = await desk.submitted(**{**PERSON, "media": ["notice_board"]})
        view = await desk.done(
            "leader", made, "decision", approve=True, outer_reason="本人同意向服务对象公示。"
        )
        assert (view["inner_only"], view["outer_reason"]) == (False, "本人同意向服务对象公示。")
        await desk.done("hospital_liaison", made, "publication", published_on=str(clock.today()))
        outside = await desk.read("liaison_elsewhere", made)
        assert (outside["person"], outside["opinion"], outside["outer_reason"]) == (
            "内科医师陈某",
            None,
            None,
        )

    async def test_an_opinion_is_of_a_person_only(self, desk: Desk) -> None:
        body = desk.body(opinion="有待改进。")
        assert (await desk.ledger.post("hospital_head", "/commitments", body)).status_code == 422
        made = await desk.submitted()
        refused = await desk.send("leader", made, "decision", approve=True, outer_reason="无")
        assert refused.json()["errors"][0]["pointer"] == "/body/outer_reason"

    async def test_lists_are_narrowed_and_paged(self, desk: Desk) -> None:
        made = [await desk.draft(), await desk.draft(kind="statement"), await desk.draft(**PERSON)]

        async def ids(**query: Any) -> list[int]:
            found = await desk.ledger.read("clerk", "/commitments", **query)
            return [one["id"] for one in found["items"]]

        assert await ids() == made[::-1]
        assert await ids(kind="statement") == [made[1]]
        assert await ids(personal=True) == [made[2]]
        assert await ids(state="published") == []
        assert await ids(unit_id=desk.region.units["linquan"]) == []
        first = await desk.ledger.read("clerk", "/commitments", limit=2)
        rest = await desk.ledger.read("clerk", "/commitments", limit=2, cursor=first["next_cursor"])
        assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]
        assert (first["total"], rest["next_cursor"]) == (3, None)


class TestLikeness:
    async def test_who_writes_off_another_unit_explains_or_writes_anew(self, desk: Desk) -> None:
        words = "本院承诺在全部门诊窗口公开收费项目和标准,接受群众监督,对投诉三个工作日内答复到人。"
        assert len(words) > 2 * RUN
        await desk.submitted(text=words)
        copied = await desk.draft("liaison_elsewhere", "linquan_hospital", text=words)
        refused = await desk.send("liaison_elsewhere", copied, "submission")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/too-alike")
        assert "青禾" not in refused.text
        view = await desk.done(
            "liaison_elsewhere", copied, "submission", likeness_explained="按全市统一文本作出。"
        )
        assert (view["state"], view["likeness_explained"]) == ("submitted", "按全市统一文本作出。")
        both = await desk.ledger.read("leader", f"/commitments/{copied}/likeness")
        assert (both["alarming"], both["explanation"]) == (True, "按全市统一文本作出。")
        assert [one["unit_name"] for one in both["sources"]] == ["青禾县人民医院"]
        refused = await desk.ledger.get("liaison_elsewhere", f"/commitments/{copied}/likeness")
        assert refused.status_code == 403


class TestPromises:
    async def test_are_kept_with_evidence(self, desk: Desk) -> None:
        made = await desk.published()
        promise = (await desk.read("hospital_head", made))["items"][0]
        assert promise["acts"] == ["keep", "break", "extend"]
        sent = await desk.ledger.attach("hospital_liaison", "promise", promise["id"])
        assert sent.status_code == 201, sent.text
        answer = await desk.follow("hospital_liaison", made, "keep")
        item = answer.json()["items"][0]
        assert (item["state"], item["note"], item["files"][0]["name"]) == ("kept", "见公示栏。", "现场.jpg")
        assert answer.json()["promises_kept"] == 1
        assert (await desk.follow("hospital_liaison", made, "extend")).status_code == 409

    async def test_are_extended_with_the_first_day_still_shown_and_broken_in_the_end(
        self, desk: Desk
    ) -> None:
        made = await desk.published()
        first = (await desk.read("clerk", made))["items"][0]["due_on"]
        refused = await desk.follow("hospital_liaison", made, "extend", due_on=first)
        assert refused.json()["errors"][0]["pointer"] == "/body/due_on"
        later = str(clock.today() + timedelta(days=60))
        item = (await desk.follow("hospital_liaison", made, "extend", due_on=later)).json()["items"][0]
        assert (item["state"], item["due_on"], item["first_due_on"]) == ("extended", later, first)
        assert (await desk.follow("hospital_liaison", made, "reopen")).status_code == 403
        broken = await desk.follow("clerk", made, "break")
        assert broken.json()["items"][0]["state"] == "broken"
        again = await desk.follow("clerk", made, "reopen")
        assert again.json()["items"][0]["state"] == "open"
        assert (await desk.follow("clerk", made, "keep")).status_code == 403

    async def test_are_overdue_the_day_after_and_followed_by_day(self, desk: Desk) -> None:
        made = await desk.published()
        due = clock.now() + timedelta(days=30)
        for days, overdue in ((0, False), (1, True)):
            with clock.at(due + timedelta(days=days)):
                # The token is from before: read what anybody would be told on that day.
                fresh = Desk(type(desk.ledger)(desk.ledger.sign_in, desk.region), desk.campaign)
                lines = (await fresh.ledger.read("clerk", "/promises", campaign_id=desk.campaign))["items"]
                assert [one["overdue"] for one in lines] == [overdue]
                late = await fresh.ledger.read("clerk", "/promises", overdue=True)
                assert (late["total"] == 1) is overdue
                assert (await fresh.read("clerk", made))["promises_overdue"] == int(overdue)

    async def test_pages_follow_the_days_due(self, desk: Desk) -> None:
        days = [str(clock.today() + timedelta(days=number)) for number in (9, 3, 3, 7)]
        promises = [
            {"text": f"第{place}项承诺。", "who": "院长", "due_on": day} for place, day in enumerate(days)
        ]
        await desk.published(promises=promises)
        found: list[str] = []
        cursor: dict[str, Any] = {}
        while True:
            page = await desk.ledger.read("hospital_head", "/promises", limit=2, **cursor)
            found += [one["due_on"] for one in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert found == sorted(days)

    async def test_are_not_followed_before_they_are_public(self, desk: Desk) -> None:
        made = await desk.approved()
        assert (await desk.follow("hospital_liaison", made, "keep")).status_code == 409
        promise = (await desk.read("clerk", made))["items"][0]["id"]
        assert (await desk.ledger.attach("hospital_liaison", "promise", promise)).status_code == 409
        assert (await desk.ledger.read("clerk", "/promises"))["items"] == []
