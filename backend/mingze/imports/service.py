"""Drafts: made from a reading, edited, discarded. Never commits."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned
from mingze.attachments.service import attach
from mingze.findings.vocabulary import Source
from mingze.imports import earlier, queries, rules
from mingze.imports.models import ImportDraft
from mingze.imports.rows import new_row
from mingze.imports.vocabulary import DOCUMENT_KINDS, DocumentKind, ImportState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.files import StoredFile
from mingze.kit.problems import NotFound, refuse_field


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


def check_reading(answer: Mapping[str, Any]) -> None:
    """Invalid where a document has more findings than a draft can hold."""
    found = len(answer["findings"])
    if found > rules.MAX_ROWS:
        raise refuse_field(
            "/body/file", f"文件中有 {found} 个问题,一次导入不超过 {rules.MAX_ROWS} 个,请分成几个文件"
        )


async def create(
    session: AsyncSession,
    actor: Actor,
    *,
    unit_id: int,
    answer: Mapping[str, Any],
    stored: StoredFile,
    name: str,
    media_type: str,
    scanned: bool = False,
) -> ImportDraft:
    """A draft from the reader's answer. The original, already in the store, is linked to it."""
    check_reading(answer)
    draft = _draft(actor, unit_id, answer)
    session.add(draft)
    await session.flush()
    session.add_all(
        new_row(draft.id, ordinal, rules.row_of(found)) for ordinal, found in enumerate(answer["findings"], 1)
    )
    await attach(
        session,
        actor,
        owner_type=queries.IMPORT_FILES,
        owner_id=draft.id,
        place=Owned(subject=None, unit_id=unit_id),
        stored=stored,
        name=name,
        media_type=media_type,
        scanned=scanned,
    )
    changes = {"kind": [None, draft.kind], **await _choose(session, actor, draft)}
    _record(session, actor, draft, "read", changes, rows=len(answer["findings"]))
    return draft


def _draft(actor: Actor, unit_id: int, answer: Mapping[str, Any]) -> ImportDraft:
    moment = clock.now()
    return ImportDraft(
        unit_id=unit_id,
        state=ImportState.DRAFT,
        version=1,
        kind=DocumentKind(answer["kind"]),
        title=answer["title"],
        issuer=answer["issuer"],
        document_number=answer["document_number"],
        issued_on=queries.day(answer["issued_on"]),
        inspection=answer["inspection"],
        inspection_source=Source.INSPECTION if answer["inspection"] else None,
        totals=answer["totals"],
        warnings=[*_nothing_to_enter(answer), *answer["warnings"]],
        unread=answer["unread"],
        spans=answer["spans"],
        outline=answer["outline"],
        plan=answer["plan"],
        figures=answer["figures"],
        text=answer["text"],
        text_length=len(answer["text"]),
        created_by_id=actor.account_id,
        created_at=moment,
        updated_at=moment,
    )


def _nothing_to_enter(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Said plainly where a draft has no rows and its kind should have some."""
    kind = DocumentKind(answer["kind"])
    if answer["findings"] or kind in rules.ARCHIVED:
        return []
    message = "没有从文件中读到问题,草稿没有可入账的条目;请核对文件内容,或在台账中逐条登记"
    if kind is DocumentKind.UNKNOWN:
        message = (
            f"读作“{DOCUMENT_KINDS[kind]}”:不是整改报告、问题台账、工作方案或年度报告,草稿没有可入账的条目"
        )
    return [{"code": "no_rows", "message": message, "span": None}]


async def load(session: AsyncSession, actor: Actor, draft_id: int) -> ImportDraft:
    """A draft in sight, locked. NotFound out of sight."""
    draft = await queries.draft(session, actor, draft_id, lock=True)
    if draft is None:
        raise NotFound()
    return draft


async def load_open(session: AsyncSession, actor: Actor, draft_id: int) -> ImportDraft:
    """A draft that can still be edited. Conflict where it is confirmed or discarded."""
    draft = await load(session, actor, draft_id)
    rules.DRAFTING.step("edit", ImportState(draft.state))
    return draft


async def change(
    session: AsyncSession, actor: Actor, draft_id: int, expected: Expected, values: Mapping[str, Any]
) -> ImportDraft:
    """Edit what the document says of itself. `inspection` in the shape of the reader's answer, days as ISO."""
    draft = await load(session, actor, draft_id)
    expected.check(draft.version)
    rules.DRAFTING.step("edit", ImportState(draft.state))
    inspection = values.get("inspection")
    if inspection and (fault := rules.inspection_fault(inspection)):
        raise refuse_field("/body/inspection", fault)
    _check_kept_whole(draft, values)
    values = dict(values)
    if "compares_with" in values:
        values["compares_with_id"] = await _comparable(session, actor, draft, values.pop("compares_with"))
        values["compares_chosen"] = True
    changes = {
        name: [getattr(draft, name), value] for name, value in values.items() if getattr(draft, name) != value
    }
    for name, value in values.items():
        setattr(draft, name, value)
    if not draft.compares_chosen:
        changes |= await _choose(session, actor, draft)
    touch(session, actor, draft, "change", changes)
    return draft


async def _choose(session: AsyncSession, actor: Actor, draft: ImportDraft) -> dict[str, list[Any]]:
    """Compare with the import that is surely an earlier one of the same document, and take its source over."""
    await session.flush()
    row = await queries.detail(session, actor, draft.id)
    found = earlier.surely(await earlier.earlier(session, actor, row)) if row is not None else None
    chosen = found.import_id if found else None
    if chosen == draft.compares_with_id:
        return {}
    changes: dict[str, list[Any]] = {"compares_with_id": [draft.compares_with_id, chosen]}
    draft.compares_with_id = chosen
    before = await queries.draft(session, actor, chosen) if chosen is not None else None
    if before is not None and draft.inspection_source is None and before.inspection_source is not None:
        draft.inspection_source = before.inspection_source
        changes["inspection_source"] = [None, draft.inspection_source]
    return changes


async def _comparable(
    session: AsyncSession, actor: Actor, draft: ImportDraft, wanted: int | None
) -> int | None:
    if wanted is None:
        return None
    row = await queries.detail(session, actor, draft.id)
    if row is None or await earlier.one(session, actor, row, wanted) is None:
        raise refuse_field("/body/compares_with", "不是本单位已入账的同类导入")
    return wanted


def _check_kept_whole(draft: ImportDraft, values: Mapping[str, Any]) -> None:
    """A plan is corrected where there is one, figures where there are some."""
    if "plan" in values and (draft.kind != DocumentKind.CAMPAIGN_PLAN or values["plan"] is None):
        raise refuse_field("/body/plan", "只有工作方案可以校正方案内容,且不能清空")
    if "figures" in values and draft.kind != DocumentKind.ANNUAL_REPORT:
        raise refuse_field("/body/figures", "只有年度报告可以校正数据")


async def discard(session: AsyncSession, actor: Actor, draft_id: int) -> ImportDraft:
    """Give a draft up. Its rows and its file stay, so that it can still be looked at."""
    draft = await load(session, actor, draft_id)
    draft.state = rules.DRAFTING.step("discard", ImportState(draft.state))
    touch(session, actor, draft, "discard", {"state": [ImportState.DRAFT, draft.state]})
    return draft


def touch(
    session: AsyncSession,
    actor: Actor,
    draft: ImportDraft,
    action: str,
    changes: Mapping[str, list[Any]],
    **extra: Any,
) -> None:
    """Move the version on and record the act: every change of a draft or its rows passes here."""
    draft.version += 1
    draft.updated_at = clock.now()
    _record(session, actor, draft, action, changes, **extra)


def _record(
    session: AsyncSession,
    actor: Actor,
    draft: ImportDraft,
    action: str,
    changes: Mapping[str, list[Any]],
    **extra: Any,
) -> None:
    record(
        session,
        action=action,
        resource="import",
        resource_id=draft.id,
        actor=actor,
        unit_id=draft.unit_id,
        changes=changes,
        **extra,
    )
