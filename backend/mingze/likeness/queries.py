"""Every SELECT over fingerprints."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, distinct, func, not_, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.likeness.models import LikenessPrint, LikenessText
from mingze.likeness.schemas import Origin
from mingze.units.models import Unit

#: How often a text is looked for that holds what those found so far do not.
_ROUNDS = 3


def compared_with(origin: Origin) -> ColumnElement[bool]:
    """The texts that one of this origin may not be written off: of the same campaign those of others, and the
    unit's own of the same kind. Not what the same person sent for the same period, and never the thing itself."""
    same_kind = LikenessText.resource == origin.resource
    if origin.campaign_id is None:
        frame = and_(LikenessText.campaign_id.is_(None), same_kind)
    else:
        frame = and_(
            LikenessText.campaign_id == origin.campaign_id,
            or_(same_kind, LikenessText.unit_id != origin.unit_id),
        )
    itself = and_(same_kind, LikenessText.resource_id == origin.resource_id)
    by_the_same = and_(
        LikenessText.account_id.is_not(None),
        LikenessText.account_id == origin.account_id,
        LikenessText.period_start.is_not_distinct_from(origin.period_start),
    )
    return and_(
        or_(frame, and_(LikenessText.unit_id == origin.unit_id, same_kind)),
        not_(itself),
        not_(by_the_same),
        *([LikenessText.at < origin.before] if origin.before else []),
    )


def _standing(hashes: Collection[int]) -> Any:
    """Where these prints stand. The offset keeps the engines from beginning with the texts of a campaign and
    looking for every print in each of them (1,300 against 100 ms at 10,000 texts on SQLite)."""
    query = select(LikenessPrint.hash, LikenessPrint.text_id).where(LikenessPrint.hash.in_(hashes))
    return query.offset(0).subquery()


async def units_of_prints(
    session: AsyncSession, hashes: Collection[int], where: ColumnElement[bool], unit_id: int | None
) -> Mapping[int, int]:
    """Of the prints that stand in a text under `where`: how many units other than `unit_id` have it."""
    others = distinct(LikenessText.unit_id)
    if unit_id is not None:
        others = distinct(func.nullif(LikenessText.unit_id, unit_id))
    prints = _standing(hashes)
    query = (
        select(prints.c.hash, func.count(others))
        .join(LikenessText, LikenessText.id == prints.c.text_id)
        .where(where)
        .group_by(prints.c.hash)
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def most_alike(
    session: AsyncSession, hashes: Collection[int], where: ColumnElement[bool], limit: int
) -> Sequence[int]:
    """The texts with most of these prints; where many have the same, also some that have the others."""
    found: list[int] = []
    left = set(hashes)
    for _ in range(_ROUNDS):
        prints = _standing(left)
        query = (
            select(prints.c.text_id)
            .join(LikenessText, LikenessText.id == prints.c.text_id)
            .where(where)
            .group_by(prints.c.text_id)
            .order_by(func.count().desc(), prints.c.text_id)
            .limit(limit)
        )
        ids = list(await session.scalars(query))
        found += [text_id for text_id in ids if text_id not in found]
        held = select(LikenessPrint.hash).where(LikenessPrint.text_id.in_(ids), LikenessPrint.hash.in_(left))
        left -= set(await session.scalars(held))
        if not left:
            break
    return found


async def texts(session: AsyncSession, ids: Collection[int]) -> Sequence[RowMapping]:
    """Texts with whose they are, in the order of their ids."""
    query: Any = (
        select(
            *LikenessText.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("account_name"),
        )
        .outerjoin(Unit, Unit.id == LikenessText.unit_id)
        .outerjoin(Account, Account.id == LikenessText.account_id)
        .where(LikenessText.id.in_(ids))
        .order_by(LikenessText.id)
    )
    return (await session.execute(query)).mappings().all()


async def of_thing(session: AsyncSession, resource: str, resource_id: int) -> Sequence[LikenessText]:
    query = select(LikenessText).where(
        LikenessText.resource == resource, LikenessText.resource_id == resource_id
    )
    return (await session.scalars(query)).all()


async def in_reach(
    session: AsyncSession, actor: Actor, permission: Permission, unit_ids: Collection[int]
) -> set[int]:
    """Those of the units that lie where the actor holds the permission."""
    query = select(Unit.id).where(Unit.id.in_(unit_ids), in_subtree(Unit.id, actor.roots(permission)))
    return set(await session.scalars(query))
