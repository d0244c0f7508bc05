"""What of imports passes on when somebody leaves: drafts that are not confirmed yet. Who made one stays on record."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.handover import Passed, Passing, Work, register_work
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.imports import service
from mingze.imports.models import ImportDraft
from mingze.imports.vocabulary import ImportState


def _open(account_id: int) -> ColumnElement[bool]:
    kept_by = func.coalesce(ImportDraft.kept_by_id, ImportDraft.created_by_id)
    return and_(ImportDraft.state == ImportState.DRAFT, kept_by == account_id)


async def _count(session: AsyncSession, account_id: int) -> int:
    return await session.scalar(select(func.count()).select_from(ImportDraft).where(_open(account_id))) or 0


async def _move(session: AsyncSession, passing: Passing) -> Passed:
    successor = passing.successor
    reached = in_subtree(ImportDraft.unit_id, successor.roots(Permission.IMPORT_MANAGE))
    query = select(ImportDraft, reached).where(_open(passing.leaver_id)).order_by(ImportDraft.id)
    refused, count = 0, 0
    for draft, in_reach in await session.execute(query.with_for_update(of=ImportDraft)):
        if not in_reach:
            refused += 1
            continue
        changes = {"kept_by_id": [draft.kept_by_id, successor.account_id]}
        draft.kept_by_id = successor.account_id
        service.touch(
            session, passing.by, draft, "hand_over", changes, note=passing.reason, **passing.parties
        )
        count += 1
    return Passed(count, {"不在接手人的导入范围内": refused})


DRAFTS = Work("未入账的导入草稿", _count, _move)


def register() -> None:
    """Make the kind known to `access/`: once, when the program starts."""
    register_work("import", DRAFTS)
