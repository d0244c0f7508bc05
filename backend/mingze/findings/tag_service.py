"""The dictionary of tags: adding, renaming, retiring. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import desk_queries
from mingze.findings.models import Tag
from mingze.findings.recording import changes_of
from mingze.findings.service import Expected
from mingze.kit.events import record
from mingze.kit.problems import Conflict, NotFound


async def create_tag(session: AsyncSession, actor: Actor, name: str) -> Tag:
    await _check_name(session, name)
    tag = Tag(name=name, active=True)
    session.add(tag)
    await session.flush()
    record(
        session,
        action="create",
        resource="tag",
        resource_id=tag.id,
        actor=actor,
        changes={"name": [None, name]},
    )
    return tag


async def change_tag(
    session: AsyncSession,
    actor: Actor,
    tag_id: int,
    expected: Expected,
    name: str | None,
    active: bool | None,
) -> Tag:
    tag = await desk_queries.tag(session, tag_id)
    if tag is None:
        raise NotFound()
    expected.check(tag.version)
    if name is not None and name != tag.name:
        await _check_name(session, name)
        tag.name = name
    if active is not None:
        tag.active = active
    changes = changes_of(tag)
    if changes:
        record(session, action="change", resource="tag", resource_id=tag.id, actor=actor, changes=changes)
        await session.flush()
    return tag


async def _check_name(session: AsyncSession, name: str) -> None:
    if await desk_queries.tag_named(session, name):
        raise Conflict("已有同名标签")
