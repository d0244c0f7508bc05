"""Complaints and petitions of the demonstration: a year of them, by every channel, in every state they can be in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from mingze.acceptances import service as acceptances
from mingze.acceptances.models import Acceptance, AcceptanceVoice
from mingze.acceptances.vocabulary import Verdict
from mingze.access.actor import Actor
from mingze.access.scope import in_subtree
from mingze.complaints import act_bodies as bodies
from mingze.complaints import acts, finding_service, petition_bodies, service
from mingze.complaints.models import Complaint, ComplaintFinding
from mingze.complaints.vocabulary import (
    ComplaintChannel,
    ComplaintKind,
    ComplaintState,
    Matter,
    NotHandledReason,
    Outcome,
    Satisfaction,
    Substantiated,
)
from mingze.demo.complaint_words import PETITIONS, SAID, Petitioned, Said
from mingze.demo.stage import LATEST, Stage, Story
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.vocabulary import ClosureState, Part, WorkState
from mingze.hotline import service as hotline
from mingze.hotline.schemas import HotlineCaller, HotlineOrderCreate
from mingze.hotline.vocabulary import HotlineSource
from mingze.kit import clock
from mingze.portal import receipts
from mingze.receptions import service as receptions
from mingze.receptions.schemas import ReceptionPerson, ReceptionPut
from mingze.settings import Settings

_C = ComplaintChannel
#: Days ago on which something came in: a year, denser towards today.
_DAYS = (
    *range(355, 200, -14), *range(196, 60, -7), 57, 54, 50, 47, 44, 41, 38, 36, 33, 30, 28, 26, 24, 22, 20, 18,
    16, 14, 13, 12, 11, 10, 9, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1,
)  # fmt: skip
_CHANNELS = (
    _C.PORTAL, _C.PHONE, _C.HOTLINE_12345, _C.PORTAL, _C.VISIT, _C.PHONE, _C.HOTLINE_12345, _C.LETTER,
    _C.MAILBOX, _C.LEADER_LINE, _C.HOTLINE_12320, _C.MEDIA, _C.SUPERIOR,
)  # fmt: skip
#: Whose hand signs for a unit.
_HANDS = {
    "SRM": "hospital_complaint",
    "SEY": "second",
    "SZY": "tcm",
    "SFY": "maternity",
    "QH-RM": "qinghe_hospital",
    "QH-01": "township_head",
    "QH": "qinghe_complaint",
    "YZK": "medical",
}
_RECEIPT_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FAMILY_NAMES = "赵钱孙李周吴郑王冯陈"
#: Where people can complain: place, telephone, who receives them; SZY has not said so yet.
_RECEPTIONS = {
    "": ("一楼群众来访接待室", "0990-8000001", "何静怡"),
    "SRM": ("门诊楼一楼投诉接待室", "0990-8001002", "温如玉"),
    "SEY": ("行政楼201室", "0990-8002002", "乔望舒"),
    "SFY": ("门诊大厅东侧", "0990-8003002", "夏婉如"),
    "QH": ("县卫健局一楼信访室", "0990-8101001", "白露"),
    "QH-RM": ("医患关系办公室", "0990-8101002", "范济民"),
    "QH-01": ("卫生院一楼导诊台旁", "0990-8101003", "郑大田"),
}


def complaints(stage: Stage, settings: Settings) -> list[Story]:
    """What everybody has to say, each a story of its own."""
    draw = Random("complaints")  # noqa: S311  (a seed: every fill is the same)
    told: list[Story] = [_received(stage)]
    for number, days in enumerate(_DAYS):
        said = SAID[number % len(SAID)]
        case = _Case(
            stage,
            settings.receipt_key,
            Random(f"complaint {number}"),  # noqa: S311
            said,
            _CHANNELS[number % len(_CHANNELS)],
            days,
        )
        told.append(case.play(draw.random()))
    told.append(_joined(stage))
    told += [_petition(stage, one, days) for days, one in zip((170, 38, 96), PETITIONS, strict=True)]
    return told


async def _received(stage: Stage) -> Story:
    """Units say where people can complain."""
    yield stage.moment(356, Random("receptions"))  # noqa: S311
    for code, (place, phone, person) in _RECEPTIONS.items():
        officer = stage.cast["qinghe_complaint" if code.startswith("QH") else "complaint"]
        values = ReceptionPut(
            place=place,
            phones=[phone],
            hours="工作日 8:30—12:00,14:30—17:30",
            persons=[ReceptionPerson(name=person, post="投诉受理员", full_time=not code.startswith("QH-"))],
            published=True,
        )
        await receptions.put(
            stage.session, officer, stage.cast.units[code].id, LATEST, values.model_dump(mode="json")
        )


def _receipt(draw: Random) -> str:
    body = "".join(draw.choices(_RECEIPT_CHARACTERS, k=receipts.LENGTH - 1))
    return next(found for char in _RECEIPT_CHARACTERS if (found := receipts.read(body + char)))


async def _joined(stage: Stage) -> Story:
    """The hospital finds that what people complained of stands in its ledger: when that is closed they are asked."""
    yield stage.moment(75, Random("joined"))  # noqa: S311
    session, head, unit_id = stage.session, stage.cast["head"], stage.cast.units["SRM"].id
    said = select(Complaint.id).where(
        Complaint.about_unit_id == unit_id, Complaint.state == ComplaintState.CLOSED
    )
    found = (
        select(FindingUnit.finding_id)
        .join(Finding, Finding.id == FindingUnit.finding_id)
        .where(
            in_subtree(FindingUnit.unit_id, (unit_id,)),
            FindingUnit.part == Part.ANSWERING,
            Finding.closure_state != ClosureState.CLOSED,
            Finding.work_state.in_((WorkState.CLAIMED, WorkState.VERIFIED, WorkState.RECTIFYING)),
        )
    )
    complaint_ids = (await session.scalars(said.order_by(Complaint.id))).all()
    finding_ids = (await session.scalars(found.order_by(FindingUnit.finding_id))).all()
    for complaint_id, finding_id in zip(complaint_ids, finding_ids, strict=False):
        await finding_service.link(session, head, complaint_id, LATEST, finding_id)
    yield stage.moment(3, Random("accepted"))  # noqa: S311
    await _accepted(stage)


async def _accepted(stage: Stage) -> None:
    """Of those who are asked about what was closed, one is content at the door and one who complained is not."""
    session = stage.session
    asked = (
        select(AcceptanceVoice.acceptance_id, ComplaintFinding.complaint_id, Acceptance.code)
        .join(Acceptance, Acceptance.id == AcceptanceVoice.acceptance_id)
        .join(ComplaintFinding, ComplaintFinding.complaint_id == AcceptanceVoice.complaint_id)
        .order_by(AcceptanceVoice.id)
        .limit(1)
    )
    for acceptance_id, complaint_id, code in (await session.execute(asked)).all():
        await acceptances.vote_at_door(session, code, Verdict.SOLVED, "确实比以前快了。")
        await acceptances.answer(
            session, acceptance_id, complaint_id, Verdict.NOT_SOLVED, "上周去,四个窗口还是只开了两个。"
        )


class _Case:
    """One complaint, from what somebody said to how it ended, as far as it has come by today."""

    def __init__(
        self, stage: Stage, key: bytes, draw: Random, said: Said, channel: ComplaintChannel, days_ago: float
    ) -> None:
        self._stage, self._draw, self._said, self._channel = stage, draw, said, channel
        self._key = key
        self._days = days_ago
        self._about = draw.choice(said.about)
        # A village has nobody who handles complaints: the township's office does.
        self._unit = {"": "YZK", "QH-01-01": "QH-01"}.get(self._about, self._about)
        self._id = 0
        self._last: datetime | None = None

    @property
    def _officer(self) -> Actor:
        return self._stage.cast["qinghe_complaint" if self._about.startswith("QH") else "complaint"]

    @property
    def _hand(self) -> Actor:
        return self._stage.cast[_HANDS[self._unit]]

    def _later(self, days: float) -> datetime | None:
        """The moment of the next act; None where that day has not come."""
        self._days -= days
        if self._days < 1:
            return None
        self._last = self._stage.moment(self._days, self._draw, after=self._last)
        return self._last

    async def play(self, fate: float) -> Story:
        self._last = self._stage.moment(self._days, self._draw)
        yield self._last
        await self._register()
        for days, actor, make in self._way(fate):
            moment = self._later(days)
            if moment is None:
                return
            yield moment
            await acts.act(self._stage.session, actor(), self._id, make(), LATEST)

    async def _register(self) -> None:
        said, stage, unit = self._said, self._stage, self._stage.cast.units[self._about]
        name = f"{self._draw.choice(_FAMILY_NAMES)}某"
        caller = {"name": name, "phone": f"1390990{self._draw.randrange(1000, 9999)}"}
        sorted_as = {"category": said.category, "nine_rule": said.nine_rule}
        if self._channel is _C.HOTLINE_12345:
            order = HotlineOrderCreate(
                source=HotlineSource.CITY_12345,
                external_no=f"YZ{clock.today():%Y%m%d}{self._draw.randrange(10_000):06d}",
                title=said.subject,
                text=said.text,
                wish=said.wish,
                matter=said.matter,
                about_unit_code=unit.code,
                caller=HotlineCaller(**caller),
                confidential=self._draw.random() < 0.2,
            )
            taken = await hotline.receive(stage.session, stage.cast["hotline"], order, None)
            self._id = taken.complaint_id
            await service.change(stage.session, self._officer, self._id, LATEST, sorted_as)
            return
        row: Complaint = await service.register(
            stage.session,
            None if self._channel is _C.PORTAL else self._officer,
            values={
                "channel": self._channel,
                "matter": said.matter,
                **sorted_as,
                "about_unit_id": unit.id,
                "subject": said.subject,
                "text": said.text,
                "wish": said.wish,
                "from_superior": self._channel is _C.SUPERIOR,
                "confidential": self._draw.random() < 0.2,
                "received_at": clock.now(),
            },
            complainant=caller if self._draw.random() < 0.8 else None,
            receipt_hash=receipts.hash_of(self._key, _receipt(self._draw)),
        )
        self._id = row.id

    def _way(self, fate: float) -> list[tuple[float, Callable[[], Actor], Callable[[], Any]]]:
        """(days after the act before, who, what): how this one goes."""
        unit_id = self._stage.cast.units[self._unit].id
        officer, hand = (lambda: self._officer), (lambda: self._hand)
        assigned = (
            0.4,
            officer,
            lambda: bodies.Assign(action="assign", unit_id=unit_id, note="请核实办理并按期答复。"),
        )
        signed = (0.6, hand, lambda: bodies.Sign(action="sign"))
        answered = (2.5, hand, lambda: self._answer(resolved=True))
        back = (
            1.0,
            officer,
            lambda: bodies.VisitBack(action="visit_back", satisfaction=Satisfaction.SATISFIED, resolved=True),
        )
        closed = (0.5, officer, lambda: bodies.Close(action="close", outcome=Outcome.SATISFIED))
        plain = [assigned, signed, answered, back, closed]
        if fate < 0.52:
            return plain
        if fate < 0.62:  # answered by law, not content
            back = (
                1.0,
                officer,
                lambda: bodies.VisitBack(action="visit_back", satisfaction=Satisfaction.DISSATISFIED),
            )
            closed = (
                2.0,
                officer,
                lambda: bodies.Close(
                    action="close",
                    outcome=Outcome.EXPLAINED,
                    explanation="已当面解释相关规定和处理依据,投诉人表示知晓。",
                ),
            )
            return [assigned, signed, (3.0, hand, lambda: self._answer(resolved=False)), back, closed]
        if fate < 0.70:  # done again
            redo = (
                2.0,
                officer,
                lambda: bodies.Redo(action="redo", reason="回访反映窗口仍未增开,请重新核实。"),
            )
            return [assigned, signed, answered, redo, signed, answered, back, closed]
        if fate < 0.76:  # given back once, then by the office's own department
            asked = (
                0.7,
                hand,
                lambda: bodies.AskReturn(action="ask_return", reason="反映的窗口由托管单位管理,不属我单位。"),
            )
            agreed = (
                0.5,
                officer,
                lambda: bodies.RefuseReturn(action="refuse_return", note="场所在你单位,由你单位牵头办理。"),
            )
            return [assigned, asked, agreed, answered, back, closed]
        if fate < 0.82:  # parked
            until = self._stage.today + timedelta(days=40)
            return [
                assigned,
                signed,
                (2.0, officer, lambda: bodies.Park(action="park", until=until, reason="需改造门诊布局,已列入下季度工程。")),
            ]  # fmt: skip
        if fate < 0.88:
            return [
                assigned,
                signed,
                (1.5, hand, lambda: bodies.Negotiate(action="negotiate", note="双方同意先行协商。")),
                (6.0, hand, lambda: self._settle()),
                back,
                closed,
            ]
        if fate < 0.93:
            return [
                (
                    0.8,
                    officer,
                    lambda: bodies.NotHandle(
                        action="not_handle",
                        reason=NotHandledReason.IN_COURT,
                        explanation="您反映的事项已由法院受理,请按诉讼程序解决。",
                    ),
                )
            ]
        # Signed and left: the clock runs out.
        return [assigned, signed] if self._days < 25 else plain

    def _answer(self, *, resolved: bool) -> bodies.Answer:
        inner, public = self._said.answer
        return bodies.Answer(
            action="answer",
            inner_text=inner,
            public_text=public,
            substantiated=Substantiated.YES if resolved else Substantiated.PARTLY,
            resolved=resolved,
            unresolved_reason=None if resolved else "诉求超出现行政策规定。",
        )

    def _settle(self) -> bodies.Settle:
        inner, public = self._said.answer
        return bodies.Settle(
            action="settle",
            inner_text=inner,
            public_text=public,
            substantiated=Substantiated.PARTLY,
            resolved=True,
            outcome=Outcome.NEGOTIATED,
        )


async def _petition(stage: Stage, one: Petitioned, days_ago: int) -> Story:
    """A petition from its registration to the opinion, and its end when nobody asked for a review."""
    draw = Random(one.subject)  # noqa: S311
    moment = stage.moment(days_ago, draw)
    yield moment
    officer = stage.cast["qinghe_complaint" if one.about.startswith("QH") else "complaint"]
    row = await service.register(
        stage.session,
        officer,
        values={
            "kind": ComplaintKind.PETITION,
            "channel": one.channel,
            "matter": Matter.HELP,
            "category": one.category,
            "about_unit_id": stage.cast.units[one.about].id,
            "subject": one.subject,
            "text": one.text,
            "received_at": moment,
        },
        complainant={"name": f"{draw.choice(_FAMILY_NAMES)}某某", "phone": "13909900000"},
    )
    moment = stage.moment(days_ago - 6, draw, after=moment)
    yield moment
    accept = petition_bodies.Accept(action="accept", petition_class=one.petition_class)
    await acts.act(stage.session, officer, row.id, accept, LATEST)
    if days_ago < 60:
        return
    moment = stage.moment(days_ago - 45, draw, after=moment)
    yield moment
    opinion = petition_bodies.IssueOpinion(
        action="issue_opinion",
        request_text=one.request,
        facts_text=one.facts,
        opinion_text=one.opinion,
        basis_text=one.basis,
        inner_text=one.facts,
        outcome=Outcome.EXPLAINED,
        delivered_on=moment.date(),
    )
    await acts.act(stage.session, officer, row.id, opinion, LATEST)
    if days_ago < 120:
        return
    yield stage.moment(days_ago - 85, draw, after=moment)
    conclude = petition_bodies.Conclude(action="conclude", note="信访人未在期限内请求复查。")
    await acts.act(stage.session, officer, row.id, conclude, LATEST)
