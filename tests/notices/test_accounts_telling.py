"""What administrators do with somebody's account and appointments is told to that person."""

from tests.conftest import Visitors
from tests.findings.conftest import Ledger
from tests.support.region import PASSWORD, Region


async def told(visitors: Visitors, username: str, password: str = PASSWORD) -> list[tuple[str, str]]:
    client = await visitors.sign_in(username, password)
    items = (await client.get("/api/v1/notices")).json()["items"]
    return [(item["kind"], item["title"]) for item in items]


class TestAppointments:
    async def test_are_told_when_they_begin_and_end(
        self, ledger: Ledger, region: Region, visitors: Visitors
    ) -> None:
        made = await ledger.do(
            "security_admin",
            "/appointments",
            {"account_id": region.accounts["clerk"], "unit_id": region.units["medical"], "role": "unit_head"},
        )
        admin = await ledger.as_("security_admin")
        assert (await admin.delete(f"/api/v1/appointments/{made['id']}")).status_code == 204
        assert await told(visitors, "clerk") == [
            ("appointment_ended", "任职已终止:医政科 单位负责人"),
            ("appointed", "新的任职:医政科 单位负责人"),
            ("appointed", "新的任职:云州市卫生健康委员会 监督办经办人"),
        ]
        assert len(await told(visitors, "security_admin")) == 1


class TestPasswordReset:
    async def test_is_told_to_its_owner(self, ledger: Ledger, region: Region, visitors: Visitors) -> None:
        admin = await ledger.as_("security_admin")
        path = f"/api/v1/accounts/{region.accounts['liaison']}/password-reset"
        assert (await admin.post(path, json={"new_password": "Baishi-County-7"})).status_code == 204
        liaison = await visitors.sign_in("liaison", "Baishi-County-7")
        changed = await liaison.post(
            "/api/v1/me/password", json={"old_password": "Baishi-County-7", "new_password": "Nanping-River-8"}
        )
        assert changed.status_code == 204
        assert (await told(visitors, "liaison", "Nanping-River-8"))[0] == (
            "password_reset",
            "您的密码已由管理员重置,登录后须修改",
        )


class TestHandover:
    async def test_is_told_to_who_takes_over(
        self, ledger: Ledger, region: Region, visitors: Visitors
    ) -> None:
        finding = await ledger.accepted()
        await ledger.do(
            "hospital_head",
            f"/findings/{finding}/rectification-items",
            {"text": "张贴收费标准。", "owner_account_id": region.accounts["hospital_liaison"]},
        )
        await ledger.do(
            "security_admin",
            f"/accounts/{region.accounts['hospital_liaison']}/handover",
            {
                "to_account_id": region.accounts["hospital_head"],
                "reason": "调离",
                "move_appointments": False,
                "deactivate": False,
            },
        )
        kind, title = (await told(visitors, "hospital_head"))[0]
        assert kind == "handover"
        assert title.startswith("工作移交给您:单位联络员")
        assert title.endswith("的 1 项工作")
