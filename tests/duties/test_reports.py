"""A monthly report from the cut-off day to its acceptance: filled in from the ledger, sent, late or in time."""

from typing import Any

import pytest

from tests.duties.conftest import ACCOUNTABILITY, PARTS, WORK, Office

OTHER_WORK = "东关镇卫生院走访了十二个村卫生室,核对随访记录四百份,补登漏项三十七处,逐户说明了签约服务内容。"


async def march(office: Office, unit: str = "hospital") -> int:
    """The report of March, opened."""
    await office.open_month("2026-03-01")
    return await office.duty("report", unit, period="2026-03-01")


async def finding(office: Office, **values: Any) -> Any:
    return await office.register(campaign_id=office.campaign, **values)


class TestPrefilling:
    @pytest.mark.demand("1.7")
    async def test_what_was_entered_once_is_counted_in_the_report(self, office: Office) -> None:
        """One entry, many uses: nobody counts the ledger by hand for the form."""
        with office.at("2026-03-05T09:00"):
            await finding(office)
            await finding(office)
            await office.register()  # of no campaign
            township = [{"unit_id": office.region.units["township"], "part": "answering"}]
            await finding(office, units=township)
        with office.at("2026-03-26T09:00"):
            shown = await office.shown(await march(office), "hospital_liaison")
        numbers = {field["code"]: field["ledger"] for field in shown["parts"][0]["fields"]}
        assert numbers == {"findings_new": 2, "findings_closed": 0, "measures_done": 0}
        assert [field["value"] for field in shown["parts"][0]["fields"]] == [2, 0, 0]

    async def test_measures_and_closures_of_the_month_count(self, office: Office) -> None:
        with office.at("2026-03-08T09:00"):
            await office.verified(campaign_id=office.campaign)
        with office.at("2026-03-26T09:00"):
            shown = await office.shown(await march(office), "hospital_liaison")
        numbers = {field["code"]: field["ledger"] for field in shown["parts"][0]["fields"]}
        assert numbers == {"findings_new": 1, "findings_closed": 0, "measures_done": 1}

    async def test_what_comes_after_the_cutoff_counts_in_the_next_month(self, office: Office) -> None:
        with office.at("2026-03-25T23:30"):
            await finding(office)
        with office.at("2026-03-26T00:30"):
            await finding(office)
        with office.at("2026-04-26T09:00"):
            first = await office.shown(await march(office))
            await office.open_month("2026-04-01")
            second = await office.shown(await office.duty("report", period="2026-04-01"))
        assert first["parts"][0]["fields"][0]["ledger"] == 1
        assert second["parts"][0]["fields"][0]["ledger"] == 1

    async def test_each_number_opens_its_rows(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            made = [await finding(office) for _ in range(3)]
        with office.at("2026-03-26T09:00"):
            path = f"/duties/{await march(office)}/figures/findings_new"
            page = await office.read("hospital_liaison", path, limit=2)
            rest = await office.read("hospital_liaison", path, limit=2, cursor=page["next_cursor"])
        rows = page["items"] + rest["items"]
        assert page["total"] == 3
        assert [(row["resource"], row["id"], row["code"], row["on"]) for row in rows] == [
            ("finding", one["id"], one["code"], "2026-03-05") for one in made
        ]
        assert rest["next_cursor"] is None

    async def test_a_number_the_ledger_does_not_count_has_no_rows(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            path = f"/duties/{await march(office)}/figures/talks"
            assert (await office.get("hospital_liaison", path)).status_code == 404

    async def test_what_was_sent_keeps_its_figures(self, office: Office) -> None:
        with office.at("2026-03-05T09:00"):
            await finding(office)
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.report(duty)
        with office.at("2026-03-27T09:00"):
            gone = (await office.read("clerk", "/findings"))["items"][0]["id"]
            asked = await office.do(
                "clerk", f"/findings/{gone}/requests", {"kind": "void", "reason": "重复登记"}
            )
            await office.do("leader", f"/requests/{asked['id']}/decision", {"approve": True})
            shown = await office.shown(duty)
            rows = await office.read("clerk", f"/duties/{duty}/figures/findings_new")
        assert shown["parts"][0]["fields"][0]["ledger"] == 1
        assert rows["total"] == 0


class TestFillingIn:
    async def test_nothing_is_filled_in_before_the_cutoff_day(self, office: Office) -> None:
        with office.at("2026-03-24T09:00"):
            duty = await office.duty("report")
            refused = await office.fill(duty)
        assert refused.status_code == 409
        assert "数据截止日" in refused.json()["detail"]

    async def test_a_draft_is_kept_unfinished(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            kept = (await office.draft(duty, {"work": {"text": "只写了一半"}})).json()
        assert (kept["state"], kept["parts"][0]["text"]) == ("draft", "只写了一半")

    async def test_needs_the_version_that_was_read(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            path, body = f"/duties/{duty}", {"parts": {"work": {"text": "一"}}}
            assert (await office.patch("hospital_liaison", path, body, None)).status_code == 428
            version = (await office.shown(duty))["version"]
            assert (await office.patch("hospital_liaison", path, body, version)).status_code == 200
            assert (await office.patch("hospital_liaison", path, body, version)).status_code == 412

    async def test_parts_nobody_asks_for_are_refused(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            refused = await office.draft(await march(office), {"ranking": {"text": "第一"}})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/body/parts/ranking"


class TestSubmitting:
    @pytest.mark.demand("0.6")
    async def test_both_parts_are_asked_for(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.draft(duty, {"work": {"text": WORK}})
            refused = await office.attempt("hospital_liaison", duty, "submit")
            await office.fill(duty)
            sent = await office.done("hospital_liaison", duty, "submit")
        assert refused.status_code == 422
        pointers = {error["pointer"] for error in refused.json()["errors"]}
        assert pointers == {"/body/parts/accountability/text", "/body/parts/accountability/numbers/talks"}
        assert [part["text"] for part in sent["parts"]] == [WORK, ACCOUNTABILITY]
        assert (sent["state"], sent["punctuality"], sent["due_on"]) == ("submitted", "on_time", "2026-04-01")

    async def test_a_changed_number_needs_its_reason(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.fill(duty, findings_new=3)
            refused = await office.attempt("hospital_liaison", duty, "submit")
            parts = {
                "work": {
                    "text": WORK,
                    "numbers": {"findings_new": 3},
                    "reasons": {"findings_new": "纸质台账三个,尚未录入。"},
                },
                "accountability": {"text": ACCOUNTABILITY, "numbers": {"talks": 2}},
            }
            await office.draft(duty, parts)
            sent = await office.done("hospital_liaison", duty, "submit")
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/body/parts/work/reasons/findings_new"
        field = sent["parts"][0]["fields"][0]
        assert (field["ledger"], field["value"], field["changed"]) == (0, 3, True)

    async def test_the_last_second_of_the_day_is_in_time(self, office: Office) -> None:
        with office.at("2026-04-01T23:59:59"):
            sent = await office.report(await march(office))
        assert (sent["punctuality"], sent["days_late"]) == ("on_time", None)

    @pytest.mark.demand("0.8")
    async def test_the_first_second_of_the_next_is_late(self, office: Office) -> None:
        with office.at("2026-04-02T00:00:00"):
            sent = await office.report(await march(office))
        assert (sent["punctuality"], sent["days_late"]) == ("late", 1)
        # Lateness is on record; nothing else comes of it by itself.
        assert sent["requests"] == []

    async def test_the_office_is_told(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.report(duty)
            notices = (await office.read("clerk", "/notices", kind="duty_submitted"))["items"]
        assert [(one["resource_id"], one["title"]) for one in notices] == [
            (duty, "报送了内容,等待审核:青禾县人民医院")
        ]

    async def test_a_neighbour_does_not_even_see_it(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            assert (await office.get("liaison_elsewhere", f"/duties/{duty}")).status_code == 404
            answer = await office.post("liaison_elsewhere", f"/duties/{duty}/submit", {}, 1)
        assert answer.status_code == 404


class TestReviewing:
    async def test_returned_with_a_reason_and_sent_again_it_stays_in_time(self, office: Office) -> None:
        with office.at("2026-04-01T10:00"):
            duty = await march(office)
            await office.report(duty)
            back = await office.done("clerk", duty, "return", reason="请写明问责的核查过程。")
        with office.at("2026-04-05T10:00"):
            told = (await office.read("hospital_liaison", "/notices", kind="duty_returned"))["items"]
            again = await office.report(duty)
            await office.done("clerk", duty, "accept")
            taken = await office.shown(duty)
        assert (back["state"], back["returned_reason"]) == ("returned", "请写明问责的核查过程。")
        assert [one["resource_id"] for one in told] == [duty]
        assert again["punctuality"] == "on_time"
        assert taken["state"] == "accepted"
        assert [one["action"] for one in taken["history"]] == [
            "accept",
            "submit",
            "rewrite",
            "return",
            "submit",
            "draft",
        ]

    async def test_a_reason_is_needed(self, office: Office) -> None:
        with office.at("2026-03-26T10:00"):
            duty = await march(office)
            await office.report(duty)
            assert (await office.attempt("clerk", duty, "return")).status_code == 422

    async def test_the_unit_does_not_accept_its_own(self, office: Office) -> None:
        with office.at("2026-03-26T10:00"):
            duty = await march(office)
            await office.report(duty)
            assert (await office.attempt("hospital_head", duty, "accept")).status_code == 403

    async def test_what_is_accepted_is_done(self, office: Office) -> None:
        with office.at("2026-03-26T10:00"):
            duty = await march(office)
            await office.report(duty)
            await office.done("clerk", duty, "accept")
            refused = await office.attempt("clerk", duty, "return", reason="再看")
        assert refused.status_code == 409


class TestSubPlans:
    @pytest.mark.demand("1.12")
    @pytest.mark.demand("2.4")
    async def test_the_head_sends_it_by_its_day_and_who_has_not_is_listed(self, office: Office) -> None:
        parts = {
            "focus": {"text": "聚焦门诊窗口服务和收费公示两个环节。"},
            "goal": {"text": "年内窗口投诉下降一半,收费公示无差错。"},
            "measures": {"text": "增设导诊岗两个,每周抽查收费清单五十份。"},
            "division": {"text": "窗口服务由门诊部主任负责,收费公示由财务科长负责。"},
        }
        with office.at("2026-03-20T23:59:59"):
            duty = await office.duty("sub_plan")
            await office.draft(duty, parts)
            by_liaison = await office.attempt("hospital_liaison", duty, "submit")
            sent = await office.done("hospital_head", duty, "submit")
        with office.at("2026-03-21T00:00:00"):
            late = await office.duties(kind="sub_plan", punctuality="late")
        with office.at("2026-03-31T00:00:00"):
            missing = await office.duties(kind="sub_plan", punctuality="missing")
        assert by_liaison.status_code == 403
        assert sent["punctuality"] == "on_time"
        without = {office.region.units["township"], office.region.units["linquan_hospital"]}
        assert {one["unit"]["id"] for one in late} == without
        assert {one["unit"]["id"] for one in missing} == without

    async def test_a_file_will_do(self, office: Office) -> None:
        with office.at("2026-03-10T09:00"):
            duty = await office.duty("sub_plan")
            refused = await office.attempt("hospital_head", duty, "submit")
            assert (await office.attach("hospital_liaison", "duty", duty)).status_code == 201
            sent = await office.done("hospital_head", duty, "submit")
            late_file = await office.attach("hospital_liaison", "duty", duty)
        assert refused.status_code == 422
        assert (sent["state"], [one["name"] for one in sent["files"]]) == ("submitted", ["现场.jpg"])
        assert late_file.status_code == 409

    async def test_files_are_added_by_the_unit_only(self, office: Office) -> None:
        with office.at("2026-03-10T09:00"):
            duty = await office.duty("sub_plan")
            assert (await office.attach("clerk", "duty", duty)).status_code == 403
            assert (await office.attach("liaison_elsewhere", "duty", duty)).status_code == 404


class TestLikeness:
    @pytest.mark.demand("4.15")
    async def test_what_another_unit_sent_is_refused_until_it_is_explained(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await office.report(await march(office))
            copied = await march(office, "township")
            await office.fill(copied, "liaison")
            refused = await office.attempt("liaison", copied, "submit")
            sent = await office.done(
                "liaison", copied, "submit", likeness_explained="两院同受一个检查组检查。"
            )
        assert refused.status_code == 409
        problem = refused.json()
        assert problem["type"] == "/problems/too-alike"
        assert {one["pointer"] for one in problem["alike"]} == {
            "/body/parts/work/text",
            "/body/parts/accountability/text",
        }
        # One's own words, and no word of whose they resemble.
        assert "人民医院" not in refused.text
        assert sent["likeness_explained"] == "两院同受一个检查组检查。"

    async def test_a_rewrite_passes(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await office.report(await march(office))
            other = await march(office, "township")
            parts = {
                "work": {"text": OTHER_WORK},
                "accountability": {"text": "本月没有需要问责的情形。", "numbers": {"talks": 0}},
            }
            await office.draft(other, parts, "liaison")
            sent = await office.done("liaison", other, "submit")
        assert sent["state"] == "submitted"

    async def test_ones_own_last_month_counts_too(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await office.report(await march(office))
        with office.at("2026-04-26T09:00"):
            await office.open_month("2026-04-01")
            duty = await office.duty("report", period="2026-04-01")
            await office.fill(duty)
            refused = await office.attempt("hospital_liaison", duty, "submit")
        assert refused.status_code == 409

    async def test_the_superiors_words_never_count(self, office: Office) -> None:
        said = "着力解决不敢为、不会为、不想为的问题,推动各项任务落到实处。"
        with office.at("2026-03-26T09:00"):
            first, second = await march(office), await march(office, "township")
            for duty, who in ((first, "hospital_liaison"), (second, "liaison")):
                parts = {
                    "work": {"text": said},
                    "accountability": {"text": f"本月情况见附件{duty}", "numbers": {"talks": 0}},
                }
                await office.draft(duty, parts, who)
                assert (await office.attempt(who, duty, "submit")).status_code == 200

    async def test_the_office_sees_both_sides_and_the_unit_does_not(self, office: Office) -> None:
        with office.at("2026-03-26T09:00"):
            await office.report(await march(office))
            copied = await march(office, "township")
            await office.fill(copied, "liaison")
            await office.done("liaison", copied, "submit", likeness_explained="同一检查组。")
            seen = await office.read("clerk", f"/duties/{copied}/likeness")
            refused = await office.get("liaison", f"/duties/{copied}/likeness")
            below = await office.get("clerk_elsewhere", f"/duties/{copied}/likeness")
            decides = await office.read("leader", f"/duties/{copied}/likeness")
        # Who decides for the office, but does not work there, sees the same.
        assert decides == seen
        assert seen["explained"] == "同一检查组。"
        work = next(part["likeness"] for part in seen["parts"] if part["part"] == "work")
        assert work["share"] > 0.9
        assert work["sources"][0]["unit_name"] == "青禾县人民医院"
        assert work["sources"][0]["text"] == WORK
        assert (refused.status_code, below.status_code) == (403, 404)


class TestWhatWasAskedFor:
    """Once issued: what units sent stays where it is found."""

    async def _change(self, office: Office, values: Any) -> Any:
        campaign = await office.read("clerk", f"/campaigns/{office.campaign}")
        version = campaign["requirements"][0]["version"]
        return await office.patch("clerk", f"/report-requirements/{office.requirement}", values, version)

    @pytest.mark.parametrize(
        ("values", "pointer"),
        [
            ({"cadence": "weekly"}, "/body/cadence"),
            ({"parts": PARTS[:1]}, "/body/parts"),
            ({"parts": [{**PARTS[0], "code": "other"}, PARTS[1]]}, "/body/parts"),
            ({"parts": [{**PARTS[0], "fields": PARTS[0]["fields"][1:]}, PARTS[1]]}, "/body/parts"),
        ],
    )
    async def test_is_not_taken_away(self, office: Office, values: Any, pointer: str) -> None:
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.report(duty)
            refused = await self._change(office, values)
            shown = await office.shown(duty)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == pointer
        assert shown["parts"][0]["text"] == WORK

    async def test_may_be_added_to(self, office: Office) -> None:
        more = {"code": "next", "title": "下月打算", "required": False, "fields": []}
        with office.at("2026-03-26T09:00"):
            duty = await march(office)
            await office.report(duty)
            changed = await self._change(office, {"cadence": "monthly", "parts": [more, *PARTS]})
            shown = await office.shown(duty)
        assert changed.status_code == 200
        assert [part["text"] for part in shown["parts"]] == [None, WORK, ACCOUNTABILITY]
