"""What must not be seen beyond its place: the neighbours in a shared paper, sessions that ended, the log itself."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mingze.kit import clock
from mingze.units import file_reading
from mingze.units.export import units_csv
from tests.attacks.target import Target
from tests.support.region import PASSWORD
from tests.support.scene import REPORT


async def _confirmed(target: Target) -> list[int]:
    """A report whose first problem is the hospital's and whose second is another county's."""
    # Another inspection's, not a later edition of the paper that the scene has already.
    words = (
        REPORT.replace("第二巡察组", "第九巡察组")
        .replace("2025年", "2024年")
        .replace("关于巡察", "关于专项巡察")
    )
    draft = (await target.do("clerk", "POST", "/imports", files={"file": ("专项.txt", words.encode())}))["id"]
    rows = (await target.do("clerk", "GET", f"/imports/{draft}/rows"))["items"]
    for row, unit in zip(rows, ("hospital", "linquan"), strict=True):
        body = {
            "row_ids": [row["id"]],
            "units": [{"unit_id": f"{{unit:{unit}}}"}],
            "due_on": str(clock.today()),
        }
        await target.do("clerk", "POST", f"/imports/{draft}/rows/assign", json=body)
    version = (await target.do("clerk", "GET", f"/imports/{draft}"))["version"]
    done = await target.do("clerk", "POST", f"/imports/{draft}/confirm", version=version)
    query = {"inspection_id": done["inspection_id"], "sort": "number"}
    return [item["id"] for item in (await target.do("clerk", "GET", "/findings", params=query))["items"]]


class TestSharedPaper:
    async def test_shows_a_unit_its_own_lines_only(self, target: Target) -> None:
        first, second = await _confirmed(target)
        own = await target.ask("hospital_head", "GET", f"/findings/{first}", params={"include": "events"})
        assert "补助资金拨付偏慢" in own.json()["document"]["excerpt"]
        assert "慢性病随访" not in own.text
        assert (await target.ask("hospital_head", "GET", f"/findings/{second}")).status_code == 404
        file = own.json()["document"]["file_id"]
        for path in (f"/attachments/{file}", f"/attachments/{file}/content"):
            assert (await target.ask("hospital_head", "GET", path)).status_code == 404

    async def test_is_counted_as_far_as_it_is_seen(self, target: Target) -> None:
        first, _ = await _confirmed(target)
        inspection = (await target.do("clerk", "GET", f"/findings/{first}"))["inspection"]["id"]
        for who, expected in (("clerk", 2), ("clerk_elsewhere", 1), ("hospital_head", 1)):
            seen = await target.do(who, "GET", f"/inspections/{inspection}")
            assert (seen["findings"], seen["totals"]["findings"]) == (expected, expected), who


class TestListOfUnits:
    async def test_does_not_call_what_is_out_of_reach_by_its_name(self, target: Target) -> None:
        """Codes are guessed easily: one that belongs to another county says so, and no more."""
        listed = "单位编码,单位名称\nYZ-QH-RM,\nYZ,\nYZ-LQ-ZY,\n"
        answer = await target.ask(
            "system_admin_elsewhere",
            "POST",
            "/units/import-preview",
            files={"file": ("机构.csv", listed.encode())},
        )
        assert [(row["code"], row["name"]) for row in answer.json()["rows"]] == [
            ("YZ-QH-RM", None),
            ("YZ", None),
            ("YZ-LQ-ZY", "临泉县中医院"),
        ]

    @pytest.mark.parametrize(
        "begin", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\n", "|"]
    )
    def test_is_no_formula_in_a_file(self, begin: str) -> None:
        """Whoever names a unit writes into what others open; Excel reckons wide signs like narrow ones."""
        name = f"{begin}HYPERLINK(0)"
        _, row = csv.reader(io.StringIO(units_csv([["YZ", name]]).decode("utf-8-sig"), newline=""))
        assert row == ["YZ", f"'{name}"]
        read = file_reading.read(".csv", f'单位编码,单位名称\nYZ,"\'{name}"\n'.encode())
        assert read["rows"][0]["cells"][1] == name.strip()


class TestSession:
    async def test_ends_with_the_account(self, target: Target) -> None:
        account = target.id("account:hospital_head")
        assert (await target.ask("hospital_head", "GET", "/findings")).status_code == 200
        await target.do("system_admin", "PATCH", f"/accounts/{account}", json={"active": False}, version=1)
        assert (await target.ask("hospital_head", "GET", "/findings")).status_code == 401
        cookie = target.scene.people["hospital_head"][1]
        refreshed = await target.ask(
            None, "POST", "/sessions/refresh", headers={"Cookie": f"mingze_refresh={cookie}"}
        )
        assert refreshed.status_code == 401
        assert (await target.sign_in("hospital_head")).status_code == 401

    async def test_keeps_no_role_that_ended(self, target: Target) -> None:
        await target.sign_in("spare")
        body = {"old_password": PASSWORD, "new_password": "Baishi-County-7"}
        assert (await target.ask("spare", "GET", "/findings")).status_code == 403  # the first password
        assert (await target.ask("spare", "POST", "/me/password", json=body)).status_code == 204
        assert (await target.ask("spare", "GET", "/findings")).status_code == 200
        await target.do("security_admin", "DELETE", "/appointments/{spare_appointment}")
        assert (await target.ask("spare", "GET", "/findings")).status_code == 403

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/findings"),
            ("GET", "/units"),
            ("GET", "/attachments/{rectifying_attachment}"),
            ("GET", "/findings/export.xlsx"),
            ("POST", "/findings"),
            ("GET", "/rectification-items"),
        ],
    )
    async def test_opens_nothing_before_the_first_password_is_changed(
        self, target: Target, method: str, path: str
    ) -> None:
        await target.sign_in("spare")
        answer = await target.ask("spare", method, path)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/password-change-required")

    async def test_refresh_secret_is_good_once(self, target: Target) -> None:
        old = f"mingze_refresh={target.scene.people['clerk'][1]}"
        assert (
            await target.ask(None, "POST", "/sessions/refresh", headers={"Cookie": old})
        ).status_code == 200
        at_once = await target.ask(None, "POST", "/sessions/refresh", headers={"Cookie": old})
        assert "set-cookie" not in at_once.headers
        with clock.at(clock.now() + timedelta(minutes=1)):
            reused = await target.ask(None, "POST", "/sessions/refresh", headers={"Cookie": old})
            assert reused.status_code == 401
            assert (await target.ask("clerk", "GET", "/findings")).status_code == 401


class TestLog:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE event SET actor_id = 1 WHERE position = 1",
            "DELETE FROM event WHERE position = 1",
            "UPDATE event_payload SET body = '{}' WHERE position = 1",
            "DELETE FROM event_payload WHERE position = 1",
            "UPDATE event_head SET position = position - 1",
            "DELETE FROM event_head",
        ],
    )
    async def test_cannot_be_changed_behind_the_program(self, target: Target, statement: str) -> None:
        with pytest.raises(DBAPIError):
            async with target.app.state.database.writing() as session:
                await session.execute(text(statement))

    async def test_holds_no_secret(self, target: Target) -> None:
        """Neither a password nor its hash, of whoever was made, reset or changed."""
        reset = {"new_password": "Baishi-County-7"}
        await target.do("security_admin", "POST", "/accounts/{spare}/password-reset", json=reset)
        async with target.app.state.database.reading() as session:
            bodies = " ".join(await session.scalars(text("SELECT body FROM event_payload")))
            hashes = list(await session.scalars(text("SELECT password_hash FROM account")))
        assert "argon2" not in bodies
        for secret in (
            PASSWORD,
            "Baishi-County-7",
            *hashes,
            *(cookie for _, cookie in target.scene.people.values()),
        ):
            assert secret not in bodies
