"""What is done with one finding, through the services: every rule holds, every act is an event."""

from datetime import date, timedelta
from random import Random
from typing import Any

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.attachments.contents import media_type_of
from mingze.attachments.service import attach
from mingze.demo.corpus import Matter
from mingze.demo.pictures import photo, stamped_page
from mingze.demo.stage import LATEST, Stage
from mingze.findings import (
    assignment_service,
    entry_service,
    item_service,
    owners,
    queries,
    request_service,
    service,
)
from mingze.findings.alike_service import Candour
from mingze.findings.models import RectificationItem
from mingze.findings.vocabulary import (
    Basis,
    OrganKind,
    Part,
    ReopenTrigger,
    RequestKind,
    Severity,
    Source,
)
from mingze.findings.workflow import ON_THE_SPOT
from mingze.kit import clock

_ORGANS = {
    OrganKind.INSPECTION_OFFICE: "中共云州市委巡察工作领导小组办公室",
    OrganKind.DISCIPLINE: "云州市纪委监委",
    OrganKind.ORGANISATION: "中共云州市委组织部",
}
_OWNERS = {
    queries.ITEM_FILES: owners.ITEM_OWNER,
    queries.COUNTERSIGNATURE_FILES: owners.COUNTERSIGNATURE_OWNER,
    queries.FINDING_FILES: owners.FINDING_OWNER,
}
#: Short words of progress recur from unit to unit, as they do.
_CANDID = Candour(60, "各单位按统一部署同步推进,进展表述相近,情况属实。")
#: Plain moves that are done with a word.
_SPOKEN = frozenset(
    {
        "decline",
        "reject_fix",
        "send_back",
        "verify",
        "resume",
        "apply_closure",
        "approve_closure",
        "refuse_closure",
    }
)


class Affair:
    """One finding: the matter, who deals with it, and what they do. Everything is drawn from the matter's key."""

    def __init__(self, stage: Stage, matter: Matter, due_in: tuple[int, int]) -> None:
        self.stage, self.matter = stage, matter
        self.draw = Random(matter.key)  # noqa: S311  (a seed, so that every fill is the same)
        self.unit = matter.answers[0]
        self.due_on = stage.today + timedelta(days=self.between(due_in))
        self.finding_id = 0
        self.request_id = 0
        self.notes = iter(matter.progress)
        self.by_county = False

    def between(self, days: tuple[int, int]) -> int:
        return self.draw.randint(min(days), max(days))

    # --- who ---------------------------------------------------------------------------------------------------

    def _doer(self, action: str) -> Actor:
        if action in ("accept", "decline"):
            return self.stage.cast.head(self.unit)
        if action in ("approve_closure", "refuse_closure"):
            return self.leader
        if action in ("verify", "send_back", "reject_fix"):
            return self.verifier
        return self.office

    @property
    def office(self) -> Actor:
        return self.stage.cast["qinghe_clerk" if self.by_county else "clerk"]

    @property
    def leader(self) -> Actor:
        if self.by_county:
            return self.stage.cast["qinghe_leader"]
        return self.stage.cast["leader" if len(self.matter.key) % 3 else "leader2"]

    @property
    def verifier(self) -> Actor:
        """Never the one who registered it: what is fixed on the spot is verified by another."""
        return self.stage.cast["qinghe_leader" if self.by_county else "clerk2"]

    @property
    def reporter(self) -> Actor:
        return self.stage.cast.reporter(self.unit)

    def _registrar(self) -> Actor:
        source = self.matter.source
        below_county = self.unit.startswith("QH-")
        if source is Source.SELF_CHECK:
            self.by_county = below_county
            return self.reporter
        if source in ON_THE_SPOT and (source is Source.COVERT_CHECK or len(self.unit) % 2):
            return self.stage.cast["inspector" if self.draw.random() < 0.6 else "inspector2"]
        self.by_county = below_county
        return self.office

    def _say(self, act: str) -> str:
        unit = self.stage.cast.units[self.unit].short_name
        return self.stage.words.say(act, self.draw, unit=unit, tag=self.matter.tag)

    async def move(self, action: str) -> None:
        """One of the plain moves, by whoever does it, with a word where the move needs one."""
        await self._move(self._doer(action), action, self._say(action) if action in _SPOKEN else None)

    async def _move(self, actor: Actor, action: str, note: str | None) -> None:
        await service.act(self.stage.session, actor, self.finding_id, action, LATEST, note)

    # --- registering, handing out, planning ----------------------------------------------------------------------

    async def register(self, *, with_measure: bool) -> bool:
        """Register it; whether the office itself did, so that it needs no confirmation."""
        actor, matter = self._registrar(), self.matter
        moved = await entry_service.register(
            self.stage.session,
            actor,
            values={
                "problem": matter.problem,
                "source": matter.source,
                "severity": matter.severity,
                "amount": matter.amount,
                # Inspectors see no campaigns: what they find belongs to none.
                "campaign_id": self.stage.campaign_at(self.unit)
                if actor.may(Permission.CAMPAIGN_READ)
                else None,
            },
            units=[(self.stage.cast.units[self.unit].id, Part.ANSWERING)],
            tag_ids=[self.stage.tags[matter.tag]],
            measures=[matter.measure] if with_measure else [],
        )
        self.finding_id = moved.row.id
        if matter.source in ON_THE_SPOT:
            await self._attach(
                actor, queries.FINDING_FILES, self.finding_id, "检查现场.png", photo(f"{matter.key}/found")
            )
        return actor.account_id == self.office.account_id

    async def hand_out(self) -> None:
        due_on = max(self.due_on, clock.today() + timedelta(days=7))
        self.due_on = due_on
        wanted = assignment_service.HandOut(due_on=due_on, note=self._say("hand_out"))
        await assignment_service.hand_out(self.stage.session, self.office, self.finding_id, LATEST, wanted)

    async def plan(self) -> None:
        """The unit names who does it and by when, and writes the measure where there is none."""
        session, actor = self.stage.session, self.reporter
        due_on = self.due_on - timedelta(days=self.draw.choice((0, 2, 5)))
        values: dict[str, Any] = {
            "owner_account_id": actor.account_id,
            "owner_leader": self.stage.cast.head(self.unit).name,
            "due_on": due_on,
        }
        for item in await self._items():
            await item_service.change_item(session, actor, item.id, LATEST, values, _CANDID)
            return
        values["text"] = self.matter.measure
        await item_service.add_item(session, actor, self.finding_id, values, list(self.matter.steps), _CANDID)

    # --- doing ------------------------------------------------------------------------------------------------------

    async def _items(self) -> list[RectificationItem]:
        return await queries.items(self.stage.session, self.finding_id)

    async def report(self) -> None:
        for item in await self._items():
            note = next(self.notes, None) or self._say("report")
            await item_service.report(self.stage.session, self.reporter, item.id, note, _CANDID)

    async def tick(self) -> None:
        """Tick the next step that is open."""
        for item in await self._items():
            for step in await queries.steps_of(self.stage.session, item.id):
                if step.done_at is None:
                    await item_service.tick_step(self.stage.session, self.reporter, item.id, step.id)
                    return

    async def photo(self) -> None:
        for item in await self._items():
            name = self.draw.choice(("整改现场", "整改前后对比", "公示栏照片", "登记本照片", "现场核对"))
            data = photo(f"{self.matter.key}/{self.draw.random()}")
            await self._attach(self.reporter, queries.ITEM_FILES, item.id, f"{name}.png", data)

    async def page(self) -> None:
        for item in await self._items():
            name = self.draw.choice(("整改情况说明", "制度文件", "会议纪要", "核对清单", "培训签到表"))
            data = stamped_page(f"{self.finding_id}", self.draw.randint(8, 16))
            await self._attach(
                self.reporter, queries.ITEM_FILES, item.id, f"{name}({self.matter.tag}).pdf", data
            )

    async def claim(self, basis: Basis = Basis.EVIDENCE) -> None:
        """The remaining steps are ticked, then the head signs."""
        session = self.stage.session
        for item in await self._items():
            for step in await queries.steps_of(session, item.id):
                if step.done_at is None:
                    await item_service.tick_step(session, self.reporter, item.id, step.id)
            signer = self.stage.cast.head(self.unit)
            await item_service.claim(session, signer, item.id, LATEST, basis, self._say("claim"), _CANDID)

    async def claim_onsite(self) -> None:
        await self.claim(Basis.ONSITE)

    async def onsite(self) -> None:
        for item in await self._items():
            await item_service.verify_onsite(
                self.stage.session, self.verifier, item.id, clock.today(), self._say("onsite")
            )

    async def accept_measures(self) -> None:
        for item in await self._items():
            await item_service.accept(self.stage.session, self.verifier, item.id, LATEST, self._say("pass"))

    async def give_back(self) -> None:
        for item in await self._items():
            await item_service.give_back(
                self.stage.session, self.verifier, item.id, LATEST, self._say("return")
            )

    async def fix_on_site(self) -> None:
        finding = await queries.finding(self.stage.session, self.office, self.finding_id)
        registered_by = finding.registered_by_id if finding else None
        people = self.stage.cast.by_name.values()
        actor = next((actor for actor in people if actor.account_id == registered_by), self.office)
        await self._move(actor, "fix_on_site", self._say("fix"))

    # --- countersigning and closing ------------------------------------------------------------------------------------

    async def sign_one(self) -> None:
        await self._sign([OrganKind.INSPECTION_OFFICE])

    async def sign(self) -> None:
        await self._sign(list(OrganKind))

    async def _sign(self, organs: list[OrganKind]) -> None:
        number = self.stage.paper_number("云巡办函")
        _, made = await service.countersign(
            self.stage.session,
            self.office,
            self.finding_id,
            LATEST,
            organs=[(organ, _ORGANS[organ]) for organ in organs],
            document=number,
            signed_on=clock.today() - timedelta(days=1),
        )
        await self.stage.session.flush()
        for countersignature_id in made:
            data = stamped_page(f"{number}-{countersignature_id}", 12)
            await self._attach(
                self.office, queries.COUNTERSIGNATURE_FILES, countersignature_id, f"{number}会签件.pdf", data
            )

    async def close(self) -> None:
        inspected = self.matter.source is Source.INSPECTION
        number = self.stage.paper_number("云巡办函" if inspected else "云卫督〔销〕")
        closer = (
            "市委巡察办会同市纪委监委、市委组织部" if inspected else self.office.appointments[0].unit_name
        )
        await service.close(
            self.stage.session,
            self.office,
            self.finding_id,
            LATEST,
            closer=closer,
            document=number,
            closed_on=clock.today(),
        )

    async def urge(self) -> None:
        await assignment_service.urge_many(
            self.stage.session, self.office, [self.finding_id], self._say("urge")
        )

    # --- asking and deciding ---------------------------------------------------------------------------------------------

    async def ask(self, what: str) -> None:
        kind = RequestKind.CORRECT if what == "correct_due" else RequestKind(what)
        by_office = kind in (RequestKind.REOPEN, RequestKind.CORRECT, RequestKind.VOID)
        reason = {
            RequestKind.WAITING_EXTERNAL: self.matter.external
            and f"须等待{self.matter.external},申请等待外部条件。",
            RequestKind.STAGED: self.matter.staged and f"{self.matter.staged},申请认定阶段性完成。",
        }.get(kind) or self._say(f"ask:{kind}")
        _, request = await request_service.ask(
            self.stage.session,
            self.office if by_office else self.reporter,
            self.finding_id,
            kind,
            reason,
            self._payload(what),
        )
        self.request_id = request.id

    def _payload(self, what: str) -> dict[str, Any]:
        today = self.stage.today
        match what:
            case "extension":
                return {"until": self._later(max(self.due_on, today), 20, 45).isoformat()}
            case "waiting_external":
                return {"until": self._later(today, 10, 60).isoformat()}
            case "reopen":
                return {"trigger": self.draw.choice((ReopenTrigger.LOOK_BACK, ReopenTrigger.RECURRENCE))}
            case "correct_due":
                return {"changes": {"due_on": self._later(today, 12, 40).isoformat()}}
            case "correct":
                graver = {Severity.ORDINARY: Severity.CONSIDERABLE}.get(self.matter.severity, Severity.SEVERE)
                return {"changes": {"severity": graver}}
        return {}

    def _later(self, day: date, fewest: int, most: int) -> date:
        return day + timedelta(days=self.draw.randint(fewest, most))

    async def grant(self, what: str) -> None:
        await self._decide(f"grant:{what}", approve=True)

    async def deny(self, what: str) -> None:
        await self._decide(f"deny:{what}", approve=False)

    async def _decide(self, act: str, *, approve: bool) -> None:
        await request_service.decide(
            self.stage.session, self.leader, self.request_id, approve=approve, note=self._say(act)
        )

    # --- files ------------------------------------------------------------------------------------------------------------

    async def _attach(self, actor: Actor, owner_type: str, owner_id: int, name: str, data: bytes) -> None:
        session = self.stage.session
        place = await _OWNERS[owner_type].adding(session, actor, owner_id)
        await attach(
            session,
            actor,
            owner_type=owner_type,
            owner_id=owner_id,
            place=place,
            stored=await self.stage.files.put(data),
            name=name,
            media_type=media_type_of(data),
        )
