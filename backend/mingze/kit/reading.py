"""Reading columns past the ORM, by statements that are built once.

A statement that stands at the head of a module, its values as `bindparam`, remembers the key by which its
compiled form is found; one that is put together for each request is walked through again each time, which
takes longer than the database does. And what only selects columns needs none of a session's bookkeeping.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from mingze.kit.pages import COUNT_CAP

Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


async def mappings(session: AsyncSession, statement: Statement, **values: Any) -> list[RowMapping]:
    """The rows of a SELECT of columns, by name."""
    return await session.run_sync(_mappings, statement, values)


async def tuples(session: AsyncSession, statement: Statement, **values: Any) -> list[Row[*tuple[Any, ...]]]:
    """The rows of a SELECT of columns, in their order."""
    return await session.run_sync(_tuples, statement, values)


async def scalar(session: AsyncSession, statement: Statement, **values: Any) -> Any:
    """The first column of the first row; None where there is no row."""
    found = await session.run_sync(_tuples, statement, values)
    return found[0][0] if found else None


async def bundle(
    session: AsyncSession, statements: Mapping[str, Statement], **values: Any
) -> dict[str, list[RowMapping]]:
    """The rows of several statements that take the same values, by the names of the statements."""
    return await session.run_sync(_bundle, statements, values)


async def newest_first(
    session: AsyncSession, query: Any, key: Any, *, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """The page of `query` from below the id `before` in the column `key`, and how many rows there are in all,
    counted to COUNT_CAP."""
    counted = select(func.count()).select_from(query.with_only_columns(key).limit(COUNT_CAP).subquery())
    count = await session.scalar(counted) or 0
    if before is not None:
        query = query.where(key < before)
    rows = await session.execute(query.order_by(key.desc()).limit(limit))
    return rows.mappings().all(), count


def _bundle(
    session: Session, statements: Mapping[str, Statement], values: Mapping[str, Any]
) -> dict[str, list[RowMapping]]:
    connection = session.connection()
    return {
        name: list(connection.execute(statement, values).mappings().all())
        for name, statement in statements.items()
    }


def _mappings(session: Session, statement: Statement, values: Mapping[str, Any]) -> list[RowMapping]:
    return list(session.connection().execute(statement, values).mappings().all())


def _tuples(session: Session, statement: Statement, values: Mapping[str, Any]) -> list[Row[*tuple[Any, ...]]]:
    return list(session.connection().execute(statement, values).all())
