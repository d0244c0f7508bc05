"""Every SELECT over single duties, their lists and what was asked because of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.attachments.models import Attachment
from mingze.campaigns.models import Campaign, Deliverable, ReportRequirement
from mingze.campaigns.workflow import HIDDEN, RUNNING
from mingze.duties.models import Duty, DutyRequest
from mingze.duties.rules import OPEN_STATES
from mingze.duties.timing import LETTERS, standing
from mingze.duties.vocabulary import DutyKind, DutyRequestKind, DutyRequestState, DutyState, Punctuality
from mingze.findings.models import SourceDocument
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure

FILES = "duty"
Row = RowMapping
_P = Permission
_sender, _decider, _asker = aliased(Account), aliased(Account), aliased(Account)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """A unit's own duties and those below it; of a campaign of one's own office, all."""
    roots = actor.roots(_P.CAMPAIGN_READ)
    office = select(Campaign.id).where(in_subtree(Campaign.unit_id, roots))
    hidden = select(Campaign.id).where(Campaign.state.in_(HIDDEN))
    return and_(
        or_(in_subtree(Duty.unit_id, roots), Duty.campaign_id.in_(office)), Duty.campaign_id.not_in(hidden)
    )


_ROW = (
    *Duty.__table__.columns,
    Campaign.title.label("campaign_title"),
    Campaign.state.label("campaign_state"),
    Campaign.unit_id.label("office_id"),
    Unit.name.label("unit_name"),
    ReportRequirement.title.label("requirement_title"),
    ReportRequirement.cadence,
    ReportRequirement.cutoff_day,
    ReportRequirement.due_day,
    ReportRequirement.parts,
    Deliverable.title.label("deliverable_title"),
    Deliverable.description,
)


def _rows(*more: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*_ROW, *more)
        .join(Campaign, Campaign.id == Duty.campaign_id)
        .join(Unit, Unit.id == Duty.unit_id)
        .outerjoin(ReportRequirement, ReportRequirement.id == Duty.requirement_id)
        .outerjoin(Deliverable, Deliverable.id == Duty.deliverable_id)
    )


async def duty(session: AsyncSession, actor: Actor, duty_id: int) -> RowMapping | None:
    """A duty in sight, with what it is of and who had to do with it."""
    files = (
        select(func.count())
        .select_from(Attachment)
        .where(Attachment.owner_type == FILES, Attachment.owner_id == Duty.id)
        .scalar_subquery()
    )
    query = (
        _rows(
            _sender.name.label("submitted_by_name"),
            _decider.name.label("decided_by_name"),
            files.label("files"),
        )
        .outerjoin(_sender, _sender.id == Duty.submitted_by_id)
        .outerjoin(_decider, _decider.id == Duty.decided_by_id)
        .where(Duty.id == duty_id, visible_to(actor))
    )
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def hold(session: AsyncSession, duty_id: int) -> None:
    """Let nobody else change the duty until the commit; nothing where there is none."""
    await session.execute(select(Duty.id).where(Duty.id == duty_id).with_for_update())


async def locked(session: AsyncSession, duty_id: int) -> Duty:
    """The duty, held until the change is committed."""
    query = select(Duty).where(Duty.id == duty_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).one()


async def line(session: AsyncSession, unit_id: int) -> frozenset[int]:
    """The unit and those above it."""
    query = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id == unit_id)
    return frozenset(await session.scalars(query))


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What a list is narrowed to; None means no matter. `unit_id`: there or below."""

    campaign_id: int | None = None
    kind: DutyKind | None = None
    state: DutyState | None = None
    punctuality: Punctuality | None = None
    unit_id: int | None = None
    requirement_id: int | None = None
    deliverable_id: int | None = None
    period_start: date | None = None

    def conditions(self, now: datetime, missing_after_days: int) -> list[ColumnElement[bool]]:
        exact: tuple[tuple[Any, Any], ...] = (
            (Duty.campaign_id, self.campaign_id),
            (Duty.kind, self.kind),
            (Duty.state, self.state),
            (Duty.requirement_id, self.requirement_id),
            (Duty.deliverable_id, self.deliverable_id),
            (Duty.period_start, self.period_start),
        )
        found = [column == value for column, value in exact if value is not None]
        if self.state is None:
            found.append(Duty.state != DutyState.CANCELLED)
        if self.unit_id is not None:
            found.append(in_subtree(Duty.unit_id, (self.unit_id,)))
        if self.punctuality is not None:
            found.append(standing(now, missing_after_days) == LETTERS[self.punctuality])
        return found


#: Where a page ended: the instant it is due, and its id.
After = tuple[datetime, int]


async def page(
    session: AsyncSession,
    actor: Actor,
    conditions: Sequence[ColumnElement[bool]],
    *,
    after: After | None,
    limit: int,
    newest_first: bool = False,
) -> tuple[list[RowMapping], int]:
    """Duties in sight, by the instant they are due."""
    where = [visible_to(actor), *conditions]
    query = _rows().where(*where)
    order = (Duty.due_at.desc(), Duty.id.desc()) if newest_first else (Duty.due_at, Duty.id)
    if after is not None:
        moment, last = after
        beyond = Duty.due_at < moment if newest_first else Duty.due_at > moment
        same = and_(Duty.due_at == moment, Duty.id < last if newest_first else Duty.id > last)
        query = query.where(or_(beyond, same))
    rows = (await session.execute(query.order_by(*order).limit(limit))).mappings().all()
    bounded = select(Duty.id).where(*where).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


def mine(actor: Actor, *, is_open: bool, below: bool) -> list[ColumnElement[bool]]:
    """What the units I answer for have still to send, or have sent."""
    roots = actor.roots(_P.DUTY_PREPARE)
    states = OPEN_STATES if is_open else (DutyState.SUBMITTED, DutyState.ACCEPTED)
    return [in_subtree(Duty.unit_id, roots) if below else Duty.unit_id.in_(roots), Duty.state.in_(states)]


# --- requests --------------------------------------------------------------------------------------------------


_REQUEST = (
    *DutyRequest.__table__.columns,
    _asker.name.label("asked_by_name"),
    _decider.name.label("decided_by_name"),
)


def _requests() -> Select[*tuple[Any, ...]]:
    return (
        select(*_REQUEST)
        .join(_asker, _asker.id == DutyRequest.asked_by_id)
        .outerjoin(_decider, _decider.id == DutyRequest.decided_by_id)
    )


async def requests_of(session: AsyncSession, duty_ids: Collection[int]) -> list[RowMapping]:
    query = _requests().where(DutyRequest.duty_id.in_(duty_ids)).order_by(DutyRequest.id)
    return list((await session.execute(query)).mappings())


async def request(session: AsyncSession, actor: Actor, request_id: int) -> DutyRequest | None:
    """A request about a duty in sight, held until the change is committed."""
    query = (
        select(DutyRequest)
        .join(Duty, Duty.id == DutyRequest.duty_id)
        .where(DutyRequest.id == request_id, visible_to(actor))
        .with_for_update(of=DutyRequest)
    )
    return (await session.scalars(query)).one_or_none()


async def requests_page(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    *,
    state: DutyRequestState | None,
    before: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Requests about duties in sight of a campaign, the newest first."""
    office = select(Campaign.id).where(in_subtree(Campaign.unit_id, actor.roots(_P.CAMPAIGN_READ)))
    # As `rules.sees_request` has it.
    told = or_(
        DutyRequest.kind != DutyRequestKind.ACCOUNTABILITY,
        DutyRequest.state == DutyRequestState.APPROVED,
        Duty.campaign_id.in_(office),
    )
    where = [Duty.campaign_id == campaign_id, visible_to(actor), told]
    if state is not None:
        where.append(DutyRequest.state == state)
    query = _requests().join(Duty, Duty.id == DutyRequest.duty_id).where(*where)
    bounded = select(DutyRequest.id).join(Duty, Duty.id == DutyRequest.duty_id).where(*where)
    counted = select(func.count()).select_from(bounded.limit(COUNT_CAP).subquery())
    if before is not None:
        query = query.where(DutyRequest.id < before)
    rows = await session.execute(query.order_by(DutyRequest.id.desc()).limit(limit))
    return list(rows.mappings()), await session.scalar(counted) or 0


async def by_ids(session: AsyncSession, actor: Actor, ids: Collection[int]) -> dict[int, RowMapping]:
    query = _rows().where(Duty.id.in_(ids), visible_to(actor))
    return {row["id"]: row for row in (await session.execute(query)).mappings()}


# --- of the campaign -------------------------------------------------------------------------------------------


async def requirement(
    session: AsyncSession, campaign_id: int, requirement_id: int | None
) -> ReportRequirement | None:
    """A requirement of the campaign; the first where none is named."""
    query = select(ReportRequirement).where(ReportRequirement.campaign_id == campaign_id)
    if requirement_id is not None:
        query = query.where(ReportRequirement.id == requirement_id)
    return (await session.scalars(query.order_by(ReportRequirement.id).limit(1))).one_or_none()


async def campaign(session: AsyncSession, campaign_id: int) -> Campaign:
    return (await session.scalars(select(Campaign).where(Campaign.id == campaign_id))).one()


async def superior_texts(session: AsyncSession, campaign_id: int) -> list[str]:
    """What the superior wrote: every unit may repeat it."""
    said = (
        await session.execute(
            select(Campaign.objective, Campaign.scope, Campaign.objects, SourceDocument.text)
            .outerjoin(SourceDocument, SourceDocument.id == Campaign.document_id)
            .where(Campaign.id == campaign_id)
        )
    ).one()
    asked = await session.scalars(
        select(Deliverable.description).where(Deliverable.campaign_id == campaign_id)
    )
    return [text for text in (*said, *asked) if text]


async def unsent(session: AsyncSession, *, now: datetime, last: datetime) -> list[tuple[int, bool]]:
    """(unit, whether it is over) of what is due by `last` and was not sent, in campaigns under way."""
    query = (
        select(Duty.unit_id, Duty.due_at <= now)
        .join(Campaign, Campaign.id == Duty.campaign_id)
        .where(
            Campaign.state.in_(RUNNING),
            Duty.state.in_(OPEN_STATES),
            Duty.first_submitted_at.is_(None),
            Duty.exempted_at.is_(None),
            Duty.due_at <= last,
        )
    )
    return [(unit_id, bool(is_over)) for unit_id, is_over in await session.execute(query)]
