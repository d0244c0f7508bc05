"""Every SELECT over drafts. A draft is seen by whoever manages imports over the unit it belongs to."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.attachments.models import Attachment
from mingze.imports.models import ImportDraft, ImportRow
from mingze.imports.vocabulary import ImportState, ReadStatus
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure

#: What the original file of a draft belongs to.
IMPORT_FILES = "import"


def visible_to(actor: Actor) -> ColumnElement[bool]:
    return in_subtree(ImportDraft.unit_id, actor.roots(Permission.IMPORT_MANAGE))


def file_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The whole file tells of every unit: once confirmed it is open to those who read all its unit's findings."""
    readers = in_subtree(ImportDraft.unit_id, actor.roots(Permission.FINDING_READ))
    return or_(visible_to(actor), and_(ImportDraft.state == ImportState.CONFIRMED, readers))


# --- drafts ---------------------------------------------------------------------------------------------


async def draft(
    session: AsyncSession, actor: Actor, draft_id: int, *, lock: bool = False
) -> ImportDraft | None:
    """A draft in sight; with `lock`, it and its rows are held until the change is committed."""
    query = select(ImportDraft).where(ImportDraft.id == draft_id, visible_to(actor))
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


async def text_of(session: AsyncSession, actor: Actor, draft_id: int) -> str | None:
    query = select(ImportDraft.text).where(ImportDraft.id == draft_id, visible_to(actor))
    return await session.scalar(query)


async def text_of_draft(session: AsyncSession, draft_id: int) -> str:
    return (await session.scalars(select(ImportDraft.text).where(ImportDraft.id == draft_id))).one()


async def file_is_visible(session: AsyncSession, actor: Actor, draft_id: int) -> bool:
    query = select(ImportDraft.id).where(ImportDraft.id == draft_id, file_visible_to(actor))
    return await session.scalar(query) is not None


_keeper = aliased(Account, name="keeper")
_SUMMARY = (
    ImportDraft.id,
    ImportDraft.version,
    ImportDraft.state,
    ImportDraft.kind,
    ImportDraft.title,
    ImportDraft.issuer,
    ImportDraft.document_number,
    ImportDraft.issued_on,
    ImportDraft.created_at,
    ImportDraft.updated_at,
    ImportDraft.confirmed_at,
    ImportDraft.inspection_id,
    ImportDraft.document_id,
    ImportDraft.unit_id,
    Unit.name.label("unit_name"),
    ImportDraft.created_by_id,
    Account.name.label("created_by_name"),
    func.coalesce(ImportDraft.kept_by_id, ImportDraft.created_by_id).label("kept_by_id"),
    _keeper.name.label("kept_by_name"),
    Attachment.id.label("file_id"),
    Attachment.name.label("file_name"),
    Attachment.size.label("file_size"),
    Attachment.sha256.label("file_sha256"),
)
_DETAIL = (
    ImportDraft.inspection,
    ImportDraft.inspection_source,
    ImportDraft.totals,
    ImportDraft.warnings,
    ImportDraft.unread,
    ImportDraft.spans,
    ImportDraft.outline,
    ImportDraft.plan,
    ImportDraft.figures,
    ImportDraft.compares_with_id.label("compares_with"),
    ImportDraft.text_length,
)


def _drafts(*columns: Any) -> Select[Any]:
    living = select(func.count()).where(ImportRow.draft_id == ImportDraft.id, ImportRow.dropped.is_(False))
    dropped = select(func.count()).where(ImportRow.draft_id == ImportDraft.id, ImportRow.dropped)
    return (
        select(
            *columns,
            living.correlate(ImportDraft).scalar_subquery().label("rows_count"),
            dropped.correlate(ImportDraft).scalar_subquery().label("dropped_count"),
        )
        .join(Unit, Unit.id == ImportDraft.unit_id)
        .join(Account, Account.id == ImportDraft.created_by_id)
        .join(_keeper, _keeper.id == func.coalesce(ImportDraft.kept_by_id, ImportDraft.created_by_id))
        .join(Attachment, _its_file())
    )


def _its_file() -> ColumnElement[bool]:
    return and_(Attachment.owner_type == IMPORT_FILES, Attachment.owner_id == ImportDraft.id)


async def page(
    session: AsyncSession, actor: Actor, *, state: ImportState | None, before: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Drafts in sight, the newest first, and how many there are (counted to COUNT_CAP)."""
    conditions = [visible_to(actor)]
    if state is not None:
        conditions.append(ImportDraft.state == state)
    query = _drafts(*_SUMMARY).where(*conditions)
    if before is not None:
        query = query.where(ImportDraft.id < before)
    rows = (await session.execute(query.order_by(ImportDraft.id.desc()).limit(limit))).mappings().all()
    bounded = select(ImportDraft.id).where(*conditions).limit(COUNT_CAP).subquery()
    return list(rows), await session.scalar(select(func.count()).select_from(bounded)) or 0


async def detail(session: AsyncSession, actor: Actor, draft_id: int) -> RowMapping | None:
    query = _drafts(*_SUMMARY, *_DETAIL).where(ImportDraft.id == draft_id, visible_to(actor))
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def same_file(session: AsyncSession, actor: Actor, draft_id: int, sha256: str) -> int | None:
    """The latest earlier draft in sight of the same bytes that was not discarded."""
    query = (
        select(func.max(ImportDraft.id))
        .join(Attachment, _its_file())
        .where(
            Attachment.sha256 == sha256,
            ImportDraft.id < draft_id,
            ImportDraft.state != ImportState.DISCARDED,
            visible_to(actor),
        )
    )
    return await session.scalar(query)


async def superseded(session: AsyncSession, draft_id: int) -> bool:
    """Whether a later edition was compared with this one and confirmed."""
    query = select(ImportDraft.id).where(
        ImportDraft.compares_with_id == draft_id, ImportDraft.state == ImportState.CONFIRMED
    )
    return await session.scalar(query.limit(1)) is not None


async def file_of(session: AsyncSession, draft_id: int) -> RowMapping:
    query = select(Attachment.id, Attachment.name).where(
        Attachment.owner_type == IMPORT_FILES, Attachment.owner_id == draft_id
    )
    return (await session.execute(query)).mappings().one()


async def counted(session: AsyncSession, draft_id: int) -> tuple[dict[ReadStatus | None, int], int]:
    """The living rows by what they say of the result, and how many of them have a measure."""
    measured = func.sum(case((cast(ImportRow.measures, Text) != "[]", 1), else_=0))
    query = (
        select(ImportRow.status, func.count(), measured)
        .where(ImportRow.draft_id == draft_id, ImportRow.dropped.is_(False))
        .group_by(ImportRow.status)
    )
    found = (await session.execute(query)).all()
    statuses = {ReadStatus(status) if status else None: number for status, number, _ in found}
    return statuses, sum(int(with_measure) for _, _, with_measure in found)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- rows -------------------------------------------------------------------------------------------------


async def rows(
    session: AsyncSession, draft_id: int, ids: Collection[int] | None = None, *, living: bool = False
) -> list[ImportRow]:
    """The rows of a draft in their order; only those of `ids`, or only the living ones, where asked."""
    query = select(ImportRow).where(ImportRow.draft_id == draft_id).order_by(ImportRow.ordinal)
    if ids is not None:
        query = query.where(ImportRow.id.in_(ids))
    if living:
        query = query.where(ImportRow.dropped.is_(False))
    return list(await session.scalars(query))


async def row(session: AsyncSession, draft_id: int, row_id: int) -> ImportRow | None:
    query = select(ImportRow).where(ImportRow.id == row_id, ImportRow.draft_id == draft_id)
    return (await session.scalars(query)).one_or_none()


async def living_ids(session: AsyncSession, draft_id: int) -> list[int]:
    query = select(ImportRow.id).where(ImportRow.draft_id == draft_id, ImportRow.dropped.is_(False))
    return list(await session.scalars(query.order_by(ImportRow.ordinal)))


async def count_rows(session: AsyncSession, draft_id: int) -> int:
    return await session.scalar(select(func.count()).where(ImportRow.draft_id == draft_id)) or 0


async def unit_names(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, str]:
    if not unit_ids:
        return {}
    found = await session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))
    return {row.id: row.name for row in found}


async def units_in_reach(session: AsyncSession, roots: Iterable[int], unit_ids: Collection[int]) -> set[int]:
    """Those of `unit_ids` that exist, are active and lie in a subtree of `roots`."""
    query = (
        select(Unit.id)
        .join(UnitClosure, UnitClosure.descendant_id == Unit.id)
        .where(Unit.id.in_(unit_ids), Unit.active, UnitClosure.ancestor_id.in_(tuple(roots)))
    )
    return set(await session.scalars(query))
