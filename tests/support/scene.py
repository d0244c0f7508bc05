"""One region with something for every operation to act on, made once per engine and copied for each test.

Nearly everything happens at 青禾县人民医院: the people of `tests/support/region.py` reach it, `<role>_elsewhere` do
not. What lies in their county (`neighbours.py`) is named `…_elsewhere` too.
"""

import asyncio
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pyotp
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts import halves
from mingze.accounts.models import SecondFactor
from mingze.accounts.rules import HalfKeeper
from mingze.accounts.vault import Vault
from mingze.app import create_app
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.migrating import upgrade
from mingze.notices.queries import setting
from mingze.notices.service import make_code
from mingze.settings import Settings
from mingze.templates.filling import starter
from mingze.templates.rules import TemplateKind
from tests.support.acceptance_scene import acceptances
from tests.support.campaign_scene import campaigns
from tests.support.complaint_scene import complaints
from tests.support.duty_scene import duties
from tests.support.gains_scene import gains
from tests.support.neighbours import neighbours
from tests.support.pictures import JPEG
from tests.support.plan_scene import plans
from tests.support.portal_scene import portal
from tests.support.region import PASSWORD, PEOPLE, Region, fill_region, settings_for

REPORT = """关于巡察整改进展情况的通报
根据市委统一部署,2025年3月3日至2025年4月30日,市委第二巡察组对中共云州市卫生健康委员会党组开展了常规巡察。2025年6月12日反馈了巡察意见。经自查,巡察组反馈的2个问题,已完成整改1个,取得阶段性成效1个。
一、上轮巡察反馈意见整改情况
(一)履行职能不够到位。
1.补助资金拨付偏慢。个别卫生院垫支压力大。
整改措施:一是重新编制拨付流程。二是按季公开拨付明细。
整改进展:印发了拨付管理办法,所欠补助已全部补拨。
完成情况:已完成整改。
2.慢性病随访数据失真。
整改措施:组织全市随访记录交叉检查。
整改进展:退回重访1460份。
完成情况:取得阶段性成效。
中共云州市卫生健康委员会党组
2025年12月5日
"""


@dataclass
class Scene:
    """`ids` by the name of the thing; `people`: user name → (access token, refresh cookie)."""

    region: dict[str, dict[str, int]]
    ids: dict[str, int] = field(default_factory=dict)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: resumable uploads by name, begun by the liaison (and by the one next door)
    uploads: dict[str, str] = field(default_factory=dict)
    #: receipts of complaints made by the portal, and codes at doors, by name
    receipts: dict[str, str] = field(default_factory=dict)
    #: secrets of second factors still to be confirmed, and recovery codes, by user name
    secrets: dict[str, str] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)


def scene_settings(url: str, place: Path) -> Settings:
    """Settings of a service over a copy of the scene, with a copy of the files the scene was made with."""
    settings = _settings(url, place)
    shutil.copytree(_files(url), place / "files", dirs_exist_ok=True)
    return settings


def _settings(url: str, place: Path) -> Settings:
    """Everybody is signed in when the scene is made, which in a long run is long ago when somebody asks."""
    return settings_for(url, place).model_copy(update={"access_minutes": 1_000, "idle_minutes": 1_440})


def _files(url: str) -> Path:
    return Path(os.environ["MINGZE_TEST_RUN_DIRECTORY"]) / f"scene-{url.split(':', 1)[0]}" / "files"


def fill(url: str) -> str:
    """Make the scene in the empty database at `url`, and say what is where as JSON."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_fill, url).result()


def _fill(url: str) -> str:
    upgrade(url)
    return json.dumps(asdict(asyncio.run(_play(_settings(url, _files(url).parent)))))


async def _play(settings: Settings) -> Scene:
    app = create_app(settings)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        async with app.state.database.writing() as session:
            region = await fill_region(session)
        transport = httpx.ASGITransport(app=app)
        client = await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://mingze.test/api/v1")
        )
        play = _Play(client, region, Scene(region.as_json()))
        for username in PEOPLE:
            await play.sign_in(username)
        await play.units()
        await play.accounts()
        await play.second_factors(app.state.database, Vault(settings.second_factor_secret))
        await play.findings()
        await play.requests()
        await play.imports()
        await play.papers()
        await play.time_limits()
        await campaigns(play)
        await duties(play)
        await gains(play)
        await plans(play)
        await complaints(play)
        await portal(play)
        await acceptances(play)
        await play.notices()
        await play.uploads()
        await neighbours(play)
        async with app.state.database.writing() as session:
            play.ids["code"] = await a_code(session, region.accounts["clerk"])
    return play.scene


async def a_code(session: AsyncSession, account_id: int) -> int:
    """The code that proves the new address of somebody's mail, good for a day."""
    code = await make_code(session, account_id, "clerk@mingze.test")
    row = await setting(session, account_id)
    assert code
    assert row
    row.code_until = clock.now() + timedelta(days=1)
    return int(code)


class _Play:
    """Brings the scene about through the API."""

    def __init__(self, client: httpx.AsyncClient, region: Region, scene: Scene) -> None:
        self.client = client
        self.region = region
        self.scene = scene
        self.ids = scene.ids
        self.receipts = scene.receipts

    async def sign_in(self, username: str) -> None:
        answer = await self.client.post("/sessions", json={"username": username, "password": PASSWORD})
        cookie = answer.cookies["mingze_refresh"]
        self.client.cookies.clear()
        self.scene.people[username] = (answer.json()["access_token"], cookie)

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.scene.people[who][0]}"}
        if version is not None:
            headers["If-Match"] = f'"v{version}"'
        if body is not None:
            more["json"] = body
        answer = await self.client.request(method, path, headers=headers, **more)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def act(self, who: str, finding: int, action: str, **body: Any) -> None:
        version = (await self.do("clerk", "GET", f"/findings/{finding}"))["version"]
        await self.do(who, "POST", f"/findings/{finding}/actions/{action}", body, version)

    async def act_on_item(self, who: str, item: int, action: str, **body: Any) -> None:
        version = (await self.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
        await self.do(who, "POST", f"/rectification-items/{item}/actions/{action}", body, version)

    async def register(self, name: str, who: str = "clerk", **values: Any) -> int:
        made = await self.do(
            who,
            "POST",
            "/findings",
            {
                "problem": f"处方点评制度落实不到位({name})。",
                "source": "supervision",
                "units": [{"unit_id": self.region.units["hospital"], "part": "answering"}],
                "measures": ["修订处方点评制度,每月抽查一百张处方。"],
                "due_on": str(clock.today() + timedelta(days=3)),
                "likeness_explained": "几处检查发现同样的问题。",
                **values,
            },
        )
        self.ids[name] = finding = int(made["id"])
        if made["items"]:
            self.ids[f"{name}_item"] = made["items"][0]["id"]
        return finding

    async def accepted(self, name: str, **values: Any) -> int:
        finding = await self.register(name, **values)
        await self.act("clerk", finding, "hand-out")
        await self.act("hospital_head", finding, "accept")
        return finding

    async def rectifying(self, name: str, **values: Any) -> int:
        """With progress reported and evidence uploaded: everything that a claim needs."""
        finding = await self.accepted(name, **values)
        item = self.ids[f"{name}_item"]
        await self.do(
            "hospital_liaison", "POST", f"/rectification-items/{item}/notes", {"text": "制度已修订。"}
        )
        made = await self.do(
            "hospital_liaison",
            "POST",
            "/attachments",
            data={"owner_type": "rectification_item", "owner_id": str(item)},
            files={"file": ("现场.jpg", JPEG)},
        )
        self.ids[f"{name}_attachment"] = made["id"]
        return finding

    async def claimed(self, name: str, **values: Any) -> int:
        finding = await self.rectifying(name, **values)
        await self.act_on_item("hospital_head", self.ids[f"{name}_item"], "claim")
        return finding

    async def item_accepted(self, name: str, **values: Any) -> int:
        finding = await self.claimed(name, **values)
        await self.act_on_item("second_clerk", self.ids[f"{name}_item"], "accept")
        return finding

    async def verified(self, name: str, **values: Any) -> int:
        finding = await self.item_accepted(name, **values)
        await self.act("second_clerk", finding, "verify")
        return finding

    async def applied(self, name: str, **values: Any) -> int:
        finding = await self.verified(name, **values)
        await self.act("second_clerk", finding, "apply-closure")
        return finding

    async def approved(self, name: str, **values: Any) -> int:
        finding = await self.applied(name, **values)
        await self.act("leader", finding, "approve-closure")
        return finding

    async def units(self) -> None:
        body = {
            "code": "YZ-QH-RM-JZ",
            "name": "旧制剂室",
            "kind": "department",
            "parent_id": self.region.units["hospital"],
        }
        closed = await self.do("system_admin", "POST", "/units", body)
        self.ids["closed_unit"] = closed["id"]
        await self.do("system_admin", "POST", f"/units/{closed['id']}/close", {}, closed["version"])

    async def accounts(self) -> None:
        spare = await self.do(
            "system_admin",
            "POST",
            "/accounts",
            {
                "username": "spare",
                "name": "备用",
                "home_unit_id": self.region.units["hospital"],
                "password": PASSWORD,
            },
        )
        appointment = await self.do(
            "security_admin",
            "POST",
            "/appointments",
            {"account_id": spare["id"], "unit_id": self.region.units["hospital"], "role": "liaison"},
        )
        self.ids |= {"spare": spare["id"], "spare_appointment": appointment["id"]}

    async def second_factors(self, database: Database, vault: Vault) -> None:
        """Everybody is about to set one up; the complaint officer has one. The clerk has a second session, and
        the hospital's liaison may come in through another platform."""
        first = await self.do("complaint_officer", "POST", "/me/second-factor", {"password": PASSWORD})
        code = {"code": pyotp.TOTP(first["secret"]).now()}
        made = await self.do("complaint_officer", "POST", "/me/second-factor/confirmation", code)
        self.scene.codes["complaint_officer"] = spare = made["recovery_codes"]
        for username in PEOPLE:
            body = {"password": PASSWORD}
            if username in self.scene.codes:
                body["code"] = spare.pop()
            begun = await self.do(username, "POST", "/me/second-factor", body)
            self.scene.secrets[username] = begun["secret"]
        # Tests that run half an hour from now confirm them still.
        async with database.writing() as session:
            await session.execute(update(SecondFactor).values(pending_until=clock.now() + timedelta(days=1)))
            # Half of a password of the spare person lies with the system administrator.
            await halves.keep(session, vault, self.ids["spare"], "half-of-it", HalfKeeper.SYSTEM)
        liaison = self.region.accounts["hospital_liaison"]
        await self.do("security_admin", "POST", f"/accounts/{liaison}/provider-sign-in")
        await self.sign_in("clerk")

    async def findings(self) -> None:
        await self.register("found", "hospital_liaison", source="self_check")
        await self.register("confirmed")
        await self.act("clerk", await self.register("handed_out"), "hand-out")
        await self.act("second_clerk", await self.register("fixed_on_site"), "fix-on-site")
        await self.accepted("accepted")
        steps = await self.do(
            "hospital_head",
            "POST",
            f"/findings/{self.ids['accepted']}/rectification-items",
            {"text": "逐张点评。", "steps": ["抽取处方", "张贴结果"]},
        )
        self.ids |= {"stepped_item": steps["id"], "step": steps["steps"][0]["id"]}
        await self.rectifying("rectifying")
        waiting = await self.rectifying("waiting")
        await self._ask("waiting_request", waiting, "hospital_head", "waiting_external", until_days=90)
        await self._decide("waiting_request", "second_clerk")
        await self.claimed("claimed")
        await self.item_accepted("item_accepted")
        await self.verified("verified")
        await self.applied("applied")
        await self.approved("approved")
        await self.approved("approved_inspection", source="inspection")
        tag = await self.do("clerk", "POST", "/tags", {"name": "医德医风二"})
        self.ids["tag"] = tag["id"]

    async def requests(self) -> None:
        for kind, asker in (
            ("extension", "hospital_head"),
            ("staged", "hospital_head"),
            ("correct", "second_clerk"),
        ):
            finding = await self.rectifying(f"asked_{kind}")
            await self._ask(f"{kind}_request", finding, asker, kind, until_days=90)

    async def _ask(self, name: str, finding: int, who: str, kind: str, until_days: int) -> None:
        body: dict[str, Any] = {"kind": kind, "reason": "等待批复"}
        if kind in {"extension", "waiting_external"}:
            body["until"] = str(clock.today() + timedelta(days=until_days))
        if kind == "correct":
            body["changes"] = {"severity": "severe"}
        made = await self.do(who, "POST", f"/findings/{finding}/requests", body)
        self.ids[name] = made["id"]

    async def _decide(self, name: str, who: str) -> None:
        await self.do(who, "POST", f"/requests/{self.ids[name]}/decision", {"approve": True})

    async def notices(self) -> None:
        self.ids["notice"] = (await self.do("clerk", "GET", "/notices"))["items"][0]["id"]
        await self.do("clerk", "PATCH", "/me/notice-settings", {"email": "clerk@mingze.test"})

    async def read_report(self, name: str, who: str, unit: str) -> None:
        """A draft of the report, with every row given to `unit`."""
        made = await self.do(who, "POST", "/imports", files={"file": ("通报.txt", REPORT.encode())})
        self.ids[name] = draft = made["id"]
        rows = (await self.do(who, "GET", f"/imports/{draft}/rows"))["items"]
        self.ids |= {f"{name}_row": rows[0]["id"], f"{name}_row_2": rows[1]["id"]}
        body = {
            "row_ids": [row["id"] for row in rows],
            "units": [{"unit_id": self.region.units[unit]}],
            "due_on": str(clock.today() + timedelta(days=30)),
        }
        await self.do(who, "POST", f"/imports/{draft}/rows/assign", body)

    async def confirm_draft(self, name: str, who: str) -> int:
        """The inspection that a draft becomes."""
        version = (await self.do(who, "GET", f"/imports/{self.ids[name]}"))["version"]
        done = await self.do(who, "POST", f"/imports/{self.ids[name]}/confirm", version=version)
        return int(done["inspection_id"])

    async def imports(self) -> None:
        for name in ("draft", "pair", "ready"):
            await self.read_report(name, "clerk", "hospital")
        self.ids["inspection"] = await self.confirm_draft("ready", "clerk")
        # All three are one document; this one is to enter as if nothing had been imported before.
        path = f"/imports/{self.ids['draft']}"
        version = (await self.do("clerk", "GET", path))["version"]
        await self.do("clerk", "PATCH", path, {"compares_with": None}, version)
        await self.do("clerk", "POST", f"/imports/{self.ids['draft']}/rows/{self.ids['draft_row_2']}/drop")

    async def papers(self) -> None:
        """A finding whose public wording waits for the leader; templates of the city and of the hospital."""
        finding = await self.register("worded")
        body = {"problem": "处方点评不够规范。", "measures": ["按月点评。"]}
        await self.do("clerk", "PUT", f"/findings/{finding}/publication", body, 0)
        await self.template("template_above", "system_admin", "city")
        await self.template("template", "system_admin", "hospital")

    async def template(self, name: str, who: str, unit: str) -> None:
        made = await self.do(
            who,
            "POST",
            "/report-templates",
            data={"name": name, "kind": "report", "unit_id": str(self.region.units[unit])},
            files={"file": (f"{name}.docx", starter(TemplateKind.REPORT))},
        )
        self.ids[name] = made["id"]

    async def time_limits(self) -> None:
        await self.time_limit("time_limit_version", "system_admin", "hospital")

    async def time_limit(self, name: str, who: str, unit: str) -> None:
        """A shorter limit for complaints at a unit."""
        body = {
            "unit_id": self.region.units[unit],
            "quantity": 3,
            "unit": "working_day",
            "source": {"document": name},
            "confidence": "full_text",
            "effective_from": "2026-01-01",
        }
        made = await self.do(who, "POST", "/time-limits/TS-2/versions", body)
        self.ids[name] = next(one["id"] for one in made["versions"] if one["source"]["document"] == name)

    async def uploads(self) -> None:
        """Two of the liaison's: one just begun, one that is all there."""
        await self.upload("begun_upload", "liaison", b"")
        await self.upload("whole_upload", "liaison", JPEG)

    async def upload(self, name: str, who: str, content: bytes) -> None:
        """A resumable upload of a picture, of which `content` has arrived."""
        headers = {"Authorization": f"Bearer {self.scene.people[who][0]}", "Tus-Resumable": "1.0.0"}
        begun = await self.client.post(
            "/attachments/uploads", headers={**headers, "Upload-Length": str(len(JPEG))}
        )
        self.scene.uploads[name] = begun.headers["Location"].rpartition("/")[2]
        if content:
            piece = {**headers, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
            path = f"/attachments/uploads/{self.scene.uploads[name]}"
            sent = await self.client.patch(path, headers=piece, content=content)
            assert sent.status_code == 204, sent.text
