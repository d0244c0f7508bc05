"""What a campaign consists of, replaced as whole lists. Never commits.

Rows that are named again keep their ids: others may refer to them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, service, sight
from mingze.campaigns.bodies import DeliverableIn, MemberIn, ProblemTypeIn, StageIn, TopStageIn
from mingze.campaigns.models import BodyMember, Campaign, CampaignLink, Deliverable, ProblemType, Stage
from mingze.campaigns.recording import record_campaign
from mingze.campaigns.vocabulary import CampaignState, StageState
from mingze.kit.problems import Conflict, refuse_field

# --- stages ---------------------------------------------------------------------------------------------------


async def put_stages(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    stages: Sequence[TopStageIn],
) -> Campaign:
    """All stages in their order; only of a draft."""
    row = await service.editable(session, actor, campaign_id, expected)
    if reason := rules.structure_not(CampaignState(row.state)):
        raise Conflict(reason)
    there = {one.id: one for one in await queries.stages(session, row.id)}
    before = [one.name for one in there.values()]
    _check_known(_stage_ids(stages), there, "没有这个阶段")
    kept = {one.id for _, one in _stage_ids(stages)}
    await _drop_stages(session, row, [one for one in there.values() if one.id not in kept])
    ordinal = 0
    for top in stages:
        ordinal += 1
        parent = _stage(session, row, there, top, ordinal, None)
        await session.flush()
        for part in top.stages:
            ordinal += 1
            _stage(session, row, there, part, ordinal, parent.id)
    after = [one.name for top in stages for one in (top, *top.stages)]
    record_campaign(session, actor, row, "set_stages", changes={"stages": [before, after]})
    await session.flush()
    return row


def _stage_ids(stages: Sequence[TopStageIn]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for index, top in enumerate(stages):
        found.append((f"/body/stages/{index}/id", top))
        found += [(f"/body/stages/{index}/stages/{place}/id", one) for place, one in enumerate(top.stages)]
    return [(pointer, one) for pointer, one in found if one.id is not None]


def _check_known(named: Sequence[tuple[str, Any]], there: Mapping[int, Any], message: str) -> None:
    seen: set[int] = set()
    for pointer, one in named:
        if one.id not in there or one.id in seen:
            raise refuse_field(pointer, message if one.id not in there else "同一项给出了两次")
        seen.add(one.id)


async def _drop_stages(session: AsyncSession, row: Campaign, gone: Sequence[Stage]) -> None:
    ids = {one.id for one in gone}
    if any(one.stage_id in ids for one in await queries.deliverables(session, row.id)):
        raise Conflict("要删除的阶段还有应交的成果,请先把成果移到其他阶段或删除")
    # Sub-stages first: they refer to theirs.
    for one in sorted(gone, key=lambda stage: stage.parent_id is None):
        await session.delete(one)
        await session.flush()


def _stage(
    session: AsyncSession,
    row: Campaign,
    there: Mapping[int, Stage],
    said: StageIn,
    ordinal: int,
    parent_id: int | None,
) -> Stage:
    stage = there.get(said.id or 0)
    if stage is None:
        stage = Stage(campaign_id=row.id, state=StageState.PLANNED)
        session.add(stage)
    stage.parent_id, stage.ordinal, stage.name = parent_id, ordinal, said.name
    stage.mechanism, stage.precision = said.mechanism, said.precision
    stage.starts_on, stage.ends_on = said.starts_on, said.ends_on
    return stage


# --- leading group, links ----------------------------------------------------------------------------------


async def put_body(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    members: Sequence[MemberIn],
) -> Campaign:
    row = await service.editable(session, actor, campaign_id, expected)
    named = {
        f"/body/body/{index}/account_id": one.account_id
        for index, one in enumerate(members)
        if one.account_id is not None
    }
    await service.check_people(session, named, row.unit_id)
    there = await queries.body(session, row.id)
    before = [one.name for one in there]
    for old in there:
        await session.delete(old)
    session.add_all(
        BodyMember(campaign_id=row.id, ordinal=ordinal, **one.model_dump())
        for ordinal, one in enumerate(members, 1)
    )
    record_campaign(
        session, actor, row, "set_body", changes={"body": [before, [one.name for one in members]]}
    )
    await session.flush()
    return row


async def put_links(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    campaign_ids: Sequence[int],
) -> Campaign:
    """Links to campaigns out of the actor's sight stay as they are."""
    row = await service.editable(session, actor, campaign_id, expected)
    for index, other in enumerate(campaign_ids):
        if other == row.id:
            raise refuse_field(f"/body/campaign_ids/{index}", "不能与自身同安排")
        if await sight.seen(session, actor, other) is None:
            raise refuse_field(f"/body/campaign_ids/{index}", "没有这个活动,或不在您的可见范围内")
    wanted = set(campaign_ids)
    before = set()
    for link in await queries.links(session, row.id):
        other = link.other_id if link.campaign_id == row.id else link.campaign_id
        before.add(other)
        if other not in wanted and await sight.seen(session, actor, other) is not None:
            await session.delete(link)
    for other in sorted(wanted - before):
        first, second = sorted((row.id, other))
        session.add(CampaignLink(campaign_id=first, other_id=second))
    record_campaign(session, actor, row, "set_links", changes={"links": [sorted(before), sorted(wanted)]})
    await session.flush()
    return row


# --- kinds of problem ---------------------------------------------------------------------------------------


def walk(
    types: Sequence[Any], level: int = 1, pointer: str = "/body/problem_types"
) -> Iterator[tuple[str, int, Any]]:
    """(pointer, level, type) of a tree, each before its children."""
    for index, one in enumerate(types):
        yield f"{pointer}/{index}", level, one
        yield from walk(one.children, level + 1, f"{pointer}/{index}/children")


async def put_problem_types(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    types: Sequence[ProblemTypeIn],
) -> Campaign:
    row = await service.editable(session, actor, campaign_id, expected)
    named = list(walk(types))
    if len(named) > rules.MAX_PROBLEM_TYPES:
        raise refuse_field("/body/problem_types", f"问题类型至多 {rules.MAX_PROBLEM_TYPES} 项")
    if too_deep := [pointer for pointer, level, _ in named if level > rules.PROBLEM_LEVELS]:
        raise refuse_field(too_deep[0], f"问题类型至多分 {rules.PROBLEM_LEVELS} 级")
    there = {one.id: one for one in await queries.problem_types(session, row.id)}
    before = [f"{one.number} {one.title}" for one in there.values()]
    _check_known(
        [(f"{pointer}/id", one) for pointer, _, one in named if one.id is not None], there, "没有这个类型"
    )
    await _drop_types(session, [one for one in there.values() if one.id not in {n.id for _, _, n in named}])
    ordinals = iter(range(1, len(named) + 1))
    await _add_types(session, row.id, there, types, None, ordinals)
    after = [f"{one.number} {one.title}" for _, _, one in named]
    record_campaign(session, actor, row, "set_problem_types", changes={"problem_types": [before, after]})
    await session.flush()
    return row


async def _drop_types(session: AsyncSession, gone: Sequence[ProblemType]) -> None:
    if await queries.types_with_findings(session, [one.id for one in gone]):
        raise Conflict("要删除的类型已有问题归入,不能删除")
    for one in gone:
        one.parent_id = None
    await session.flush()
    for one in gone:
        await session.delete(one)


async def _add_types(
    session: AsyncSession,
    campaign_id: int,
    there: Mapping[int, ProblemType],
    types: Sequence[Any],
    parent_id: int | None,
    ordinals: Iterator[int],
) -> None:
    for said in types:
        one = there.get(said.id or 0)
        if one is None:
            one = ProblemType(campaign_id=campaign_id)
            session.add(one)
        one.parent_id, one.ordinal = parent_id, next(ordinals)
        one.number, one.title = said.number, said.title
        await session.flush()
        await _add_types(session, campaign_id, there, said.children, one.id, ordinals)


# --- deliverables ----------------------------------------------------------------------------------------------


async def put_deliverables(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    deliverables: Sequence[DeliverableIn],
) -> Campaign:
    row = await service.editable(session, actor, campaign_id, expected)
    there = {one.id: one for one in await queries.deliverables(session, row.id)}
    before = [one.title for one in there.values()]
    named = [
        (f"/body/deliverables/{index}/id", one)
        for index, one in enumerate(deliverables)
        if one.id is not None
    ]
    _check_known(named, there, "没有这项成果")
    stages = {one.id for one in await queries.stages(session, row.id)}
    for index, one in enumerate(deliverables):
        if one.stage_id not in stages:
            raise refuse_field(f"/body/deliverables/{index}/stage_id", "没有这个阶段")
    gone = set(there) - {one.id for _, one in named}
    if gone and row.state != CampaignState.DRAFT:
        raise Conflict("活动已印发,成果可以增加和修改,不能删除")
    for old in gone:
        await session.delete(there[old])
    for ordinal, one in enumerate(deliverables, 1):
        kept = there.get(one.id or 0)
        if kept is None:
            kept = Deliverable(campaign_id=row.id)
            session.add(kept)
        kept.stage_id, kept.ordinal, kept.title = one.stage_id, ordinal, one.title
        kept.description, kept.due_on = one.description, one.due_on
    after = [one.title for one in deliverables]
    record_campaign(session, actor, row, "set_deliverables", changes={"deliverables": [before, after]})
    await session.flush()
    return row
