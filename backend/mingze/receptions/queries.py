"""Every SELECT over receptions and the units they belong to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.receptions.models import Reception
from mingze.receptions.rules import NEEDED, Contacts
from mingze.units.models import Unit, UnitClosure

#: Units of one checklist; the tree of a region is far smaller.
MOST_UNITS = 20_000

_SAID = [column for column in Reception.__table__.columns if column.name != "unit_id"]


def _units() -> Any:
    return (
        select(
            Unit.id.label("unit_id"),
            Unit.code.label("unit_code"),
            Unit.name.label("unit_name"),
            Unit.kind.label("unit_kind"),
            *_SAID,
            Account.name.label("changed_by_name"),
        )
        .outerjoin(Reception, Reception.unit_id == Unit.id)
        .outerjoin(Account, Account.id == Reception.changed_by_id)
    )


async def one(session: AsyncSession, unit_id: int) -> RowMapping | None:
    """A unit with what it said; its columns are None where it said nothing."""
    query = _units().where(Unit.id == unit_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def checklist(session: AsyncSession, actor: Actor, within: int | None) -> Sequence[RowMapping]:
    """Every unit in sight that must receive complaints, in the order of the tree."""
    conditions: list[ColumnElement[bool]] = [
        in_subtree(Unit.id, actor.roots(Permission.UNIT_READ)),
        Unit.active.is_(True),
        Unit.kind.in_([str(kind) for kind in NEEDED]),
    ]
    if within is not None:
        conditions.append(in_subtree(Unit.id, (within,)))
    query = _units().where(*conditions).order_by(Unit.code).limit(MOST_UNITS)
    rows: Sequence[RowMapping] = (await session.execute(query)).mappings().all()
    return rows


async def held(session: AsyncSession, unit_id: int) -> Reception | None:
    query = select(Reception).where(Reception.unit_id == unit_id).with_for_update()
    return (await session.scalars(query)).one_or_none()


async def contacts(session: AsyncSession, unit_id: int) -> Contacts | None:
    """How to complain at the unit or, where it made nothing known, at the nearest one above that did."""
    names = (
        "office",
        "place",
        "phones",
        "mailbox",
        "email",
        "post_address",
        "hours",
        "leader_line",
        "leader_mailbox",
    )
    query = (
        select(Unit.id, Unit.name, *(getattr(Reception, name) for name in names))
        .join(UnitClosure, UnitClosure.ancestor_id == Unit.id)
        .join(Reception, Reception.unit_id == Unit.id)
        .where(UnitClosure.descendant_id == unit_id, Reception.published, Unit.active)
        .order_by(UnitClosure.depth)
    )
    for row in (await session.execute(query)).mappings():
        found = Contacts(row["id"], row["name"], **{name: row[name] for name in names})
        if found.lines():
            return found
    return None
