"""An imported plan becomes a campaign, and is archived as its source, in one transaction. Never commits."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import draft_service, plan_queries
from mingze.campaigns.plan_reading import PlanReading, PlanSource, Told, read_plan
from mingze.imports import queries as imports
from mingze.imports import rules
from mingze.imports.confirm_service import confirm
from mingze.imports.models import ImportDraft
from mingze.imports.service import Expected, load
from mingze.imports.vocabulary import DocumentKind, ImportState
from mingze.kit.problems import Conflict, NotFound, refuse_field

_MOST_ALIASES, _LONGEST_ALIAS = 10, 300


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would become; `campaign`: id and title of what it already did."""

    draft: ImportDraft
    reading: PlanReading
    campaign: tuple[int, str] | None


async def preview(session: AsyncSession, actor: Actor, import_id: int) -> Preview:
    """NotFound out of sight, Conflict where the document is no plan."""
    draft = await imports.draft(session, actor, import_id)
    if draft is None:
        raise NotFound()
    _check_kind(draft)
    reading = read_plan(await _source(session, actor, draft))
    editions = [one for one in (draft.id, draft.compares_with_id) if one is not None]
    campaigns = await plan_queries.read_from(session, actor, editions)
    earlier = campaigns.get(draft.compares_with_id) if draft.compares_with_id else None
    if earlier is not None:
        told = Told(
            "/compares_with", f"这份方案上一次导入已生成专项活动《{earlier[1]}》,再生成会多出一项活动"
        )
        reading = replace(reading, told=(told, *reading.told))
    return Preview(draft, reading, campaigns.get(draft.id))


async def create(session: AsyncSession, actor: Actor, import_id: int, expected: Expected) -> int:
    """The id of the campaign. A draft that is still open is confirmed on the way.

    NotFound out of sight, Stale where it changed, Conflict where it is no plan, was given up or has its campaign.
    """
    draft = await load(session, actor, import_id)
    expected.check(draft.version)
    _check_kind(draft)
    if draft.state == ImportState.DISCARDED:
        rules.DRAFTING.step("confirm", ImportState(draft.state))
    if await plan_queries.is_taken(session, draft.id):
        raise Conflict("这份方案已经生成过专项活动")
    if not draft.title:
        raise refuse_field("/title", "请先填写方案标题")
    if draft.state == ImportState.DRAFT:
        await confirm(session, actor, import_id, expected)
    reading = read_plan(await _source(session, actor, draft))
    whole = replace(reading.draft, import_draft_id=draft.id, document_id=draft.document_id)
    made = await draft_service.create(session, actor, unit_id=draft.unit_id, draft=whole)
    return made.id


def _check_kind(draft: ImportDraft) -> None:
    if draft.kind != DocumentKind.CAMPAIGN_PLAN or draft.plan is None:
        raise Conflict("只有工作方案可以生成专项活动")


async def _source(session: AsyncSession, actor: Actor, draft: ImportDraft) -> PlanSource:
    plan = draft.plan or {}
    text = await imports.text_of_draft(session, draft.id)
    parent = plan["parent"]
    return PlanSource(
        title=draft.title,
        plan=plan,
        text=text,
        issuer=draft.issuer,
        document_number=draft.document_number,
        issued_on=draft.issued_on,
        aliases=_aliases(draft, text),
        departments=await plan_queries.departments_of(session, draft.unit_id),
        parents=await plan_queries.named(session, actor, parent) if parent else (),
    )


def _aliases(draft: ImportDraft, text: str) -> list[str]:
    """The other names of the plan where its text has them; the reader keeps their places."""
    found = ("".join(text[start:end].split()) for start, end in draft.spans.get("aliases", ()))
    kept = dict.fromkeys(name for name in found if name and name != draft.title)
    return [name for name in kept if len(name) <= _LONGEST_ALIAS][:_MOST_ALIASES]
