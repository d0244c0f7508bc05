"""A campaign of the demonstration: issued four months ago, its stages in their turn, reports every month, some of
them late; what the units promise, set an example with, and are asked for elsewhere."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from mingze.access.actor import Actor
from mingze.burden import service as burden
from mingze.burden.vocabulary import AskKind
from mingze.campaigns import act_service, draft_service, queries, sight, stage_service, task_service
from mingze.campaigns.draft import CampaignDraft
from mingze.commitments import service as commitments
from mingze.commitments.vocabulary import CommitmentKind
from mingze.demo import campaign_words as words
from mingze.demo.stage import LATEST, Stage, Story
from mingze.duties import following, request_service, result_service
from mingze.duties import service as duties
from mingze.duties.deadlines import Deadlines
from mingze.duties.models import Duty
from mingze.duties.vocabulary import DutyKind, DutyRequestKind, DutyState
from mingze.kit import clock
from mingze.outcomes import service as outcomes
from mingze.outcomes.vocabulary import RuleDocKind
from mingze.settings import Settings
from mingze.suggestions import service as suggestions
from mingze.suggestions.vocabulary import Channel

_ISSUED = 118
#: Who takes part: everybody has a head who can sign.
_UNITS = ("QH", "LQ", "BS", "NP", "DH", "HW", "SRM", "SEY", "SFY", "SCDC", "SJD", "QH-RM", "QH-01")
#: In which month of the campaign a unit is late by how many days; None: its report never came.
_LATE: Mapping[tuple[str, int], int | None] = {
    ("BS", 0): 3,
    ("QH-01", 0): 1,
    ("NP", 1): None,
    ("BS", 1): 6,
    ("SJD", 2): 2,
    ("QH-01", 2): None,
}
_NO_PLAN = "HW"

Act = Callable[[], Awaitable[None]]


async def campaigned(stage: Stage, settings: Settings) -> Story:
    """Play the whole of it: what was done when."""
    play = _Play(stage, settings)
    yield play.morning(_ISSUED)
    await play.issue()
    for moment, act in play.acts():
        yield moment
        await act()


class _Play:
    def __init__(self, stage: Stage, settings: Settings) -> None:
        self._stage, self._settings = stage, settings
        self._draw = Random("campaign")  # noqa: S311  (a seed: every fill is the same)
        self._campaign = self._requirement = 0

    def morning(self, days_ago: float) -> datetime:
        return self._stage.moment(days_ago, self._draw)

    # --- the office ---------------------------------------------------------------------------------------------

    async def issue(self) -> None:
        stage, cast = self._stage, self._stage.cast
        office = cast["clerk"]
        draft: CampaignDraft = words.draft(
            clock.today(), {code: unit.id for code, unit in cast.units.items()}, cast.by_name, _UNITS
        )
        row = await draft_service.create(stage.session, office, unit_id=cast.units[""].id, draft=draft)
        self._campaign = row.id
        await act_service.act(stage.session, office, row.id, "issue", LATEST, None)
        (requirement,) = await queries.requirements(stage.session, row.id)
        self._requirement = requirement.id
        stage.campaign = (row.id, frozenset(_UNITS))
        asked = {
            "title": "改进作风征求意见",
            "question": "您对就医流程、服务态度和收费有什么意见建议?",
            "channels": [Channel.SEMINAR, Channel.LETTERBOX, Channel.ONLINE],
            "open": True,
        }
        await suggestions.open_collection(stage.session, office, campaign_id=row.id, values=asked)

    def acts(self) -> list[tuple[datetime, Act]]:
        """Everything after the issue, in the order of time; nothing of it today or later."""
        found: list[tuple[datetime, Act]] = []
        issued = self._stage.today - timedelta(days=_ISSUED)
        for number, start in enumerate(self._months(issued)):
            found += self._month(number, start)
        day = issued
        while (day := day + timedelta(days=1)) < self._stage.today:
            found.append((datetime.combine(day, time(0, 5), clock.SHANGHAI), self._calendar))
        found += self._plans()
        found += self._gains()
        until = datetime.combine(self._stage.today, time(), clock.SHANGHAI)
        return sorted((one for one in found if one[0] < until), key=lambda one: one[0])

    def _months(self, issued: date) -> list[date]:
        """The first days of the months reported on: that of the issue had begun already."""
        found = [_next(issued)]
        while (following_month := _next(found[-1])) <= self._stage.today:
            found.append(following_month)
        return found

    async def _calendar(self) -> None:
        """What happens in the night: stages follow their days, reports are asked for and open."""
        row = await queries.held(self._stage.session, self._campaign)
        if row is None:
            raise LookupError("the campaign of the demonstration is gone")
        await stage_service.follow_calendar(self._stage.session, None, row, clock.today())
        deadlines = await Deadlines.known(self._stage.session, self._settings)
        await following.keep_up(self._stage.session, self._campaign, deadlines, None)

    # --- what the units owe -------------------------------------------------------------------------------------

    def _plans(self) -> list[tuple[datetime, Act]]:
        """Their own plans, and what the first stage asks of them."""
        found: list[tuple[datetime, Act]] = []
        for code in _UNITS:
            if code != _NO_PLAN:
                found.append((self.morning(_ISSUED - self._draw.randint(6, 13)), self._sends(code, "plan")))
            found.append((self.morning(_ISSUED - self._draw.randint(15, 27)), self._sends(code, "list")))
        found.append((self.morning(_ISSUED - 28), self._accepts))
        return found

    def _month(self, number: int, start: date) -> list[tuple[datetime, Act]]:
        """The reports of one month: due on the fifth of the next."""
        following_month = _next(start)
        found: list[tuple[datetime, Act]] = []
        for code in _UNITS:
            late = _LATE.get((code, number), 0)
            if late is None:
                continue
            day = following_month + timedelta(days=4 + late if late else self._draw.randint(-4, 3))
            moment = datetime.combine(day, time(9, self._draw.randint(0, 59)), clock.SHANGHAI)
            found.append((moment, self._reports(code, start)))
        decided = datetime.combine(following_month + timedelta(days=17), time(10), clock.SHANGHAI)
        found.append((decided, self._published(start)))
        return found

    async def _duty(self, code: str, kind: DutyKind, start: date | None = None) -> Duty | None:
        query = select(Duty).where(
            Duty.campaign_id == self._campaign,
            Duty.unit_id == self._stage.cast.units[code].id,
            Duty.kind == kind,
            Duty.state.in_((DutyState.AWAITED, DutyState.DRAFT)),
        )
        if start is not None:
            query = query.where(Duty.period_start == start)
        found: Duty | None = await self._stage.session.scalar(query.limit(1))
        return found

    async def _send(self, actor: Actor, duty: Duty | None, parts: Mapping[str, Any]) -> None:
        if duty is None:
            return
        session, settings = self._stage.session, self._settings
        await duties.draft(session, actor, duty.id, {"parts": parts}, expected=LATEST, settings=settings)
        await duties.submit(
            session,
            actor,
            duty.id,
            likeness_explained="按统一格式填写,数字和事项为本单位情况。",
            expected=LATEST,
            settings=settings,
        )

    def _sends(self, code: str, what: str) -> Act:
        async def act() -> None:
            name = self._stage.cast.units[code].short_name
            head = self._stage.cast.head(code)
            if what == "plan":
                duty = await self._duty(code, DutyKind.SUB_PLAN)
                await self._send(head, duty, words.sub_plan(name, self._draw))
            else:
                duty = await self._duty(code, DutyKind.DELIVERABLE)
                await self._send(head, duty, {"text": {"text": words.deliverable(name, self._draw)}})

        return act

    def _reports(self, code: str, start: date) -> Act:
        async def act() -> None:
            duty = await self._duty(code, DutyKind.REPORT, start)
            name = self._stage.cast.units[code].short_name
            await self._send(self._stage.cast.reporter(code), duty, words.report(name, start, self._draw))

        return act

    async def _accepts(self) -> None:
        """The office accepts the plans, and asks a leader about the one that never came."""
        session, office = self._stage.session, self._stage.cast["clerk2"]
        sent = select(Duty.id).where(
            Duty.campaign_id == self._campaign,
            Duty.kind == DutyKind.SUB_PLAN,
            Duty.state == DutyState.SUBMITTED,
        )
        for duty in list(await session.scalars(sent.order_by(Duty.id))):
            await duties.accept(session, office, duty, None, expected=LATEST, settings=self._settings)
        missing = await self._duty(_NO_PLAN, DutyKind.SUB_PLAN)
        if missing is not None:
            await request_service.ask(
                session,
                office,
                missing.id,
                DutyRequestKind.ACCOUNTABILITY,
                "多次提醒仍未报送本单位方案,提请责任追究。",
                self._settings,
            )

    def _published(self, start: date) -> Act:
        async def act() -> None:
            session, cast = self._stage.session, self._stage.cast
            seen = await sight.seen(session, cast["clerk"], self._campaign)
            if seen is None:
                raise LookupError("the campaign of the demonstration is gone")
            drafted = await result_service.draft(
                session,
                cast["clerk"],
                seen,
                requirement_id=self._requirement,
                period_start=start,
                note=None,
                missing_after_days=self._settings.missing_after_days,
            )
            await result_service.decide(
                session, cast["leader"], drafted.id, "publish", note=None, expected=LATEST
            )

        return act

    # --- what comes of it ---------------------------------------------------------------------------------------

    def _gains(self) -> list[tuple[datetime, Act]]:
        return [
            (self.morning(_ISSUED - 12), self._promises),
            (self.morning(62), self._done(0, "medical", "抽查十二家门诊,首诊负责合格率96%。")),
            (self.morning(34), self._done(1, "finance", "两个月抽查票据640张,多收费用全部退还。")),
            (self.morning(40), self._rule),
            (self.morning(30), self._example),
            *((self.morning(35 - 9 * number), self._asked(*one)) for number, one in enumerate(words.ASKS)),
        ]

    async def _promises(self) -> None:
        session, cast = self._stage.session, self._stage.cast
        made = await commitments.create(
            session,
            cast.head("SRM"),
            campaign_id=self._campaign,
            unit_id=cast.units["SRM"].id,
            values={"kind": CommitmentKind.COMMITMENT, "person": None, **words.COMMITMENT},
            promises=words.promises(clock.today()),
        )
        await commitments.submit(
            session,
            cast.head("SRM"),
            made.id,
            LATEST,
            likeness_explained=None,
            likeness_percent=self._settings.likeness_percent,
        )
        await commitments.decide(
            session, cast["leader"], made.id, LATEST, approve=True, note=None, outer_reason=None
        )
        await commitments.publish(
            session,
            cast.head("SRM"),
            made.id,
            LATEST,
            published_on=clock.today(),
            media=["website", "notice_board"],
            place=None,
        )

    def _done(self, ordinal: int, who: str, note: str) -> Act:
        async def act() -> None:
            session = self._stage.session
            task = (await queries.own_tasks(session, self._campaign))[ordinal]
            await task_service.finish(session, self._stage.cast[who], task.id, LATEST, clock.today(), note)

        return act

    async def _rule(self) -> None:
        await outcomes.add_rule_doc(
            self._stage.session,
            self._stage.cast.head("SRM"),
            unit_id=self._stage.cast.units["SRM"].id,
            values={
                "name": "门诊首问负责和投诉接待办法",
                "number": None,
                "kind": RuleDocKind.NEW,
                "issued_on": clock.today(),
                "campaign_id": self._campaign,
            },
            finding_ids=(),
        )

    async def _example(self) -> None:
        session, cast = self._stage.session, self._stage.cast
        made = await outcomes.recommend(
            session,
            cast.head("QH-01"),
            campaign_id=self._campaign,
            unit_id=cast.units["QH-01"].id,
            values=words.EXEMPLAR,
        )
        await outcomes.move_exemplar(session, cast["clerk"], made.id, LATEST, "confirm", None)

    def _asked(self, code: str, kind: AskKind, title: str, asker: str, indicators: tuple[str, ...]) -> Act:
        async def act() -> None:
            cast, today = self._stage.cast, clock.today()
            values = {
                "kind": kind,
                "title": title,
                "asked_by": asker,
                "asked_on": today,
                "due_on": today + timedelta(days=5),
                "indicators": list(indicators),
            }
            await burden.register(self._stage.session, cast.reporter(code), cast.units[code].id, values)

        return act


def _next(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
