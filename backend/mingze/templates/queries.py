"""Every SELECT over templates: an office's own, and those of the offices above it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.attachments.models import Attachment
from mingze.kit.pages import COUNT_CAP
from mingze.templates.models import ReportTemplate
from mingze.templates.rules import TemplateKind
from mingze.units.models import Unit, UnitClosure

FILES = "report_template"
_P = Permission


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Who writes papers at a unit sees its templates and those above; who keeps templates, those below too."""
    kept = actor.roots(_P.TEMPLATE_MANAGE)
    at = {*actor.roots(_P.REPORT_WRITE), *kept}
    if not at:
        return false()
    above = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id.in_(at))
    return or_(ReportTemplate.unit_id.in_(above), in_subtree(ReportTemplate.unit_id, kept))


def _listed(actor: Actor) -> Any:
    return (
        select(
            *ReportTemplate.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("created_by_name"),
            Attachment.name.label("file_name"),
            Attachment.size,
            Attachment.sha256,
            in_subtree(ReportTemplate.unit_id, actor.roots(_P.TEMPLATE_MANAGE)).label("kept"),
        )
        .join(Unit, Unit.id == ReportTemplate.unit_id)
        .join(Account, Account.id == ReportTemplate.created_by_id)
        .join(Attachment, and_(Attachment.owner_type == FILES, Attachment.owner_id == ReportTemplate.id))
        .where(visible_to(actor), ReportTemplate.withdrawn_at.is_(None))
    )


async def page(
    session: AsyncSession, actor: Actor, *, kind: TemplateKind | None, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Templates in use, the newest first."""
    query = _listed(actor)
    if kind is not None:
        query = query.where(ReportTemplate.kind == kind)
    counted = select(func.count()).select_from(query.limit(COUNT_CAP).subquery())
    if before is not None:
        query = query.where(ReportTemplate.id < before)
    rows = (await session.execute(query.order_by(ReportTemplate.id.desc()).limit(limit))).mappings().all()
    return rows, await session.scalar(counted) or 0


async def template(session: AsyncSession, actor: Actor, template_id: int) -> RowMapping | None:
    """A template in use and in sight, with its file."""
    query = _listed(actor).where(ReportTemplate.id == template_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def kept(session: AsyncSession, actor: Actor, template_id: int) -> ReportTemplate | None:
    """A template in use that the actor keeps, held until the change is committed."""
    query = select(ReportTemplate).where(
        ReportTemplate.id == template_id,
        ReportTemplate.withdrawn_at.is_(None),
        in_subtree(ReportTemplate.unit_id, actor.roots(_P.TEMPLATE_MANAGE)),
    )
    return (await session.scalars(query.with_for_update())).one_or_none()


async def names_at(session: AsyncSession, unit_id: int) -> list[tuple[TemplateKind, str]]:
    """Kind and name of the templates in use at the unit itself."""
    query = select(ReportTemplate.kind, ReportTemplate.name).where(
        ReportTemplate.unit_id == unit_id, ReportTemplate.withdrawn_at.is_(None)
    )
    return [(TemplateKind(kind), name) for kind, name in await session.execute(query)]
