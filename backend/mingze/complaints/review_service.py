"""复查 and 复核, by organs inside or outside the tree, recorded by the office. Never commits."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import clock_service, petition_rules, queries
from mingze.complaints import petition_bodies as asked
from mingze.complaints.models import Complaint, PetitionReview
from mingze.complaints.petition_service import Handler, check_day, delivered
from mingze.complaints.service import Loaded, move
from mingze.kit import clock
from mingze.kit.clock import SHANGHAI
from mingze.kit.problems import Conflict, refuse_field
from mingze.timelimits.rules import midnight


async def request(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.RequestReview | asked.RequestRecheck
) -> None:
    """Asked in time, of the organ above the one whose opinion it is."""
    row, recheck = loaded.row, isinstance(body, asked.RequestRecheck)
    review = await queries.review(session, row.id, is_recheck=False) if recheck else None
    before = review.issued_on if review and review.issued_on else _opinion_day(row)
    window = await clock_service.open_clock(session, row, "XF-9" if recheck else "XF-7")
    if window is not None:
        # The right to ask begins when the opinion was delivered.
        before = max(before, window.started_at.astimezone(SHANGHAI).date())
    check_day(body.requested_on, "requested_on", not_before=before)
    check_day(body.received_on, "received_on", not_before=body.requested_on)
    requested_at = midnight(body.requested_on)
    if why := petition_rules.asked_too_late(clock_service.certain(window), requested_at, recheck=recheck):
        raise Conflict(why)
    if body.unit_id is not None:
        await _check_organ(session, body.unit_id, (review.unit_id if review else None) or row.office_id)
    session.add(
        PetitionReview(
            complaint_id=row.id,
            is_recheck=recheck,
            organ=body.organ,
            unit_id=body.unit_id,
            requested_on=body.requested_on,
            received_on=body.received_on,
            reason=body.reason,
            recorded_by_id=actor.account_id,
        )
    )
    await clock_service.meet(session, row, body.action, requested_at)
    changes: dict[str, list[object]] = {
        "received_on": [None, body.received_on],
        "unit_id": [None, body.unit_id],
    }
    await move(session, actor, loaded, body.action, changes=changes, at=midnight(body.received_on))


async def _check_organ(session: AsyncSession, unit_id: int, before_id: int) -> None:
    line = (await queries.lines(session, [before_id]))[before_id]
    if why := petition_rules.organ_not(unit_id, before_id, line):
        raise refuse_field("/body/unit_id", why)


async def issue(
    session: AsyncSession, actor: Actor, loaded: Loaded, body: asked.IssueReview | asked.IssueRecheck
) -> None:
    """Its opinion, with the document; after that of a recheck nothing follows."""
    row, recheck = loaded.row, isinstance(body, asked.IssueRecheck)
    review = await queries.review(session, row.id, is_recheck=recheck)
    if review is None:
        raise Conflict("没有登记请求")
    check_day(body.issued_on, "issued_on", not_before=review.received_on)
    check_day(body.delivered_on, "delivered_on", not_before=body.issued_on)
    for name in ("opinion", "upheld", "document", "issued_on", "delivered_on"):
        setattr(review, name, getattr(body, name))
    await clock_service.meet(session, row, body.action, midnight(body.issued_on))
    changes: dict[str, list[object]] = {name: [None, getattr(body, name)] for name in ("upheld", "issued_on")}
    ended = {"closed_at": clock.now()} if recheck else {}
    await move(session, actor, loaded, body.action, note=body.document, changes=changes, **ended)
    await delivered(session, row, body.delivered_on)


def _opinion_day(row: Complaint) -> date:
    return (row.answered_at or row.received_at).astimezone(SHANGHAI).date()


ACTS: Mapping[str, Handler] = {
    "request_review": request,
    "issue_review": issue,
    "request_recheck": request,
    "issue_recheck": issue,
}
