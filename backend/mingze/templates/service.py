"""Keeping and withdrawing templates. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.contents import DOCX
from mingze.attachments.owners import Owned
from mingze.attachments.rules import name_for
from mingze.attachments.service import attach
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.files import StoredFile
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, NotFound, refuse_field
from mingze.templates import queries
from mingze.templates.models import ReportTemplate
from mingze.templates.rules import MAX_TEMPLATES, TemplateKind


async def add(
    session: AsyncSession,
    actor: Actor,
    *,
    unit_id: int,
    kind: TemplateKind,
    name: str,
    file_name: str | None,
    stored: StoredFile,
    scanned: bool,
) -> ReportTemplate:
    """A template whose file, checked before, lies in the store."""
    await alone(session, f"report_template/{unit_id}")
    there = await queries.names_at(session, unit_id)
    if len(there) >= MAX_TEMPLATES:
        raise Conflict(f"一个单位的模板最多 {MAX_TEMPLATES} 个,请先停用不再使用的")
    if (kind, name) in there:
        raise refuse_field("/body/name", "本单位已有同类的同名模板,请先停用原来的,或换一个名称")
    template = ReportTemplate(
        unit_id=unit_id,
        kind=kind,
        name=name,
        version=1,
        created_by_id=actor.account_id,
        created_at=clock.now(),
    )
    session.add(template)
    await session.flush()
    record(
        session,
        action="create",
        resource="report_template",
        resource_id=template.id,
        actor=actor,
        unit_id=unit_id,
        changes={"name": [None, name], "kind": [None, kind]},
    )
    await attach(
        session,
        actor,
        owner_type=queries.FILES,
        owner_id=template.id,
        place=Owned(subject=None, unit_id=unit_id),
        stored=stored,
        name=name_for(file_name, DOCX),
        media_type=DOCX,
        scanned=scanned,
    )
    return template


async def withdraw(session: AsyncSession, actor: Actor, template_id: int) -> None:
    """Take a template out of use. NotFound where the actor does not keep it."""
    template = await queries.kept(session, actor, template_id)
    if template is None:
        raise NotFound()
    template.withdrawn_at = clock.now()
    record(
        session,
        action="withdraw",
        resource="report_template",
        resource_id=template.id,
        actor=actor,
        unit_id=template.unit_id,
        changes={"name": [template.name, None]},
    )
    await session.flush()
