"""雷同 of what units send: with what other units of the campaign sent, with the unit's own of earlier periods. The
superior's words never count: who carries out a plan repeats it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.campaigns.models import CampaignUnit
from mingze.duties import contents, queries
from mingze.duties.contents import Part
from mingze.duties.models import Duty
from mingze.duties.schemas import DutyLikeness, PartLikeness
from mingze.kit.problems import NotFound
from mingze.likeness import service as likeness
from mingze.likeness.schemas import Compared, Comparison, Origin

_RESOURCE = "duty"


def texts_of(duty: Duty, parts: Sequence[Part]) -> dict[str, str]:
    """Part → its prose, of those that have some."""
    said = {part.code: contents.text_of(duty.content, part) for part in parts}
    return {code: text for code, text in said.items() if text.strip()}


def _origin(duty: Duty, part: str, account_id: int | None) -> Origin:
    return Origin(
        resource=_RESOURCE,
        part=part,
        unit_id=duty.unit_id,
        account_id=account_id,
        resource_id=duty.id,
        campaign_id=duty.campaign_id,
        period_start=duty.period_start,
    )


async def _compare(
    session: AsyncSession, duty: Duty, texts: Mapping[str, str], account_id: int | None
) -> dict[str, Comparison]:
    superior = await queries.superior_texts(session, duty.campaign_id)
    units = await session.scalar(
        select(func.count()).select_from(CampaignUnit).where(CampaignUnit.campaign_id == duty.campaign_id)
    )
    return {
        code: await likeness.compare(
            session, text, origin=_origin(duty, code, account_id), exclude=superior, units=units
        )
        for code, text in texts.items()
    }


async def refuse_unless_explained(
    session: AsyncSession,
    actor: Actor,
    duty: Duty,
    texts: Mapping[str, str],
    *,
    percent: int,
    explained: str | None,
) -> None:
    """Raise TooAlike, with the sender's own passages only."""
    found = await _compare(session, duty, texts, actor.account_id)
    compared = [Compared(f"/body/parts/{code}/text", one) for code, one in found.items()]
    likeness.refuse_unless_explained(compared, percent=percent, explained=explained)


async def remember(session: AsyncSession, actor: Actor, duty: Duty, texts: Mapping[str, str]) -> None:
    """What is sent now takes the place of what was sent before it."""
    await likeness.forget(session, _RESOURCE, duty.id)
    await likeness.remember_all(
        session, [(_origin(duty, code, actor.account_id), text) for code, text in texts.items()]
    )


async def both_sides(
    session: AsyncSession, actor: Actor, duty_id: int, parts: Sequence[Part], percent: int
) -> DutyLikeness:
    """What the office sees; NotFound for what was never sent."""
    duty = await session.get(Duty, duty_id)
    if duty is None or duty.first_submitted_at is None:
        raise NotFound()
    titles = {part.code: part.title for part in parts}
    found = await _compare(session, duty, texts_of(duty, parts), duty.submitted_by_id)
    return DutyLikeness(
        threshold=percent,
        explained=duty.likeness_explained,
        parts=[
            PartLikeness(
                part=code,
                title=titles[code],
                likeness=await likeness.view(
                    session,
                    actor,
                    Permission.CAMPAIGN_READ,
                    one,
                    percent=percent,
                    explanation=duty.likeness_explained,
                ),
            )
            for code, one in found.items()
        ],
    )
