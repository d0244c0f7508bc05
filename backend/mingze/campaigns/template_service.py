"""Templates of campaigns, and campaigns begun from one or from last year's. Never commits."""

from datetime import date

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.campaigns import draft_service, queries, service, template_queries
from mingze.campaigns.draft import CampaignDraft
from mingze.campaigns.models import Campaign, CampaignTemplate
from mingze.campaigns.moving import bound_to, moved, named_in
from mingze.campaigns.whole import whole
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field

#: Templates a unit keeps in use at a time: a list to choose from, not an archive.
MAX_TEMPLATES = 50
_DRAFT = TypeAdapter(CampaignDraft)


async def save(session: AsyncSession, actor: Actor, campaign_id: int, name: str) -> CampaignTemplate:
    """Keep a campaign that the actor manages as a template of its unit."""
    try:
        campaign = await service.managed(session, actor, campaign_id)
    except NotFound as exc:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内") from exc
    await alone(session, f"campaign_template/{campaign.unit_id}")
    there = await template_queries.names_at(session, campaign.unit_id)
    if len(there) >= MAX_TEMPLATES:
        raise Conflict(f"一个单位的活动模板最多 {MAX_TEMPLATES} 个,请先停用不再使用的")
    if name in there:
        raise refuse_field("/body/name", "本单位已有同名的活动模板,请先停用原来的,或换一个名称")
    draft = await whole(session, campaign)
    template = CampaignTemplate(
        unit_id=campaign.unit_id,
        name=name,
        body=_DRAFT.dump_python(draft, mode="json"),
        created_by_id=actor.account_id,
        created_at=clock.now(),
    )
    session.add(template)
    await session.flush()
    _record(session, actor, template, "create", [None, name])
    return template


async def withdraw(session: AsyncSession, actor: Actor, template_id: int) -> None:
    """Take a template out of use. NotFound out of sight, Forbidden where it is another office's."""
    found = await template_queries.template(session, actor, template_id)
    if found is None:
        raise NotFound()
    if not found["kept"]:
        raise Forbidden("上级单位的模板由上级停用")
    template = await template_queries.held(session, template_id)
    template.withdrawn_at = clock.now()
    _record(session, actor, template, "withdraw", [template.name, None])
    await session.flush()


async def start_from_template(
    session: AsyncSession,
    actor: Actor,
    template_id: int,
    *,
    start_on: date,
    title: str | None,
    unit_id: int | None,
) -> Campaign:
    """A campaign in draft at the actor's office (`unit_id` where there are several)."""
    found = await template_queries.template(session, actor, template_id)
    if found is None:
        raise NotFound()
    draft = moved(_DRAFT.validate_python(found["body"]), start_on, title=title)
    return await _start(
        session, actor, draft, unit_id if unit_id is not None else _office(actor), template_id
    )


async def start_from_campaign(
    session: AsyncSession, actor: Actor, campaign_id: int, *, start_on: date, title: str | None
) -> Campaign:
    """A campaign in draft at the unit of the one it repeats, which the actor manages."""
    campaign = await service.managed(session, actor, campaign_id)
    draft = moved(await whole(session, campaign), start_on, title=title)
    return await _start(session, actor, draft, campaign.unit_id, None)


async def _start(
    session: AsyncSession, actor: Actor, draft: CampaignDraft, unit_id: int, template_id: int | None
) -> Campaign:
    """Who left meanwhile, or belongs to another office, comes along by name only."""
    units, accounts = named_in(draft)
    known = await queries.units_below(session, units, (unit_id,))
    people = await queries.people_below(session, accounts, (unit_id,))
    draft = bound_to(draft, known, people)
    made = await draft_service.create(session, actor, unit_id=unit_id, draft=draft)
    made.template_id = template_id
    await session.flush()
    return made


def _office(actor: Actor) -> int:
    roots = actor.roots(Permission.CAMPAIGN_MANAGE)
    if len(roots) > 1:
        raise refuse_field("/body/unit_id", "您在多个单位任职,请选择由哪个单位组织")
    return roots[0]


def _record(
    session: AsyncSession, actor: Actor, template: CampaignTemplate, action: str, name: list[str | None]
) -> None:
    record(
        session,
        action=action,
        resource="campaign_template",
        resource_id=template.id,
        actor=actor,
        unit_id=template.unit_id,
        changes={"name": name},
    )
