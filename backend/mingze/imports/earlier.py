"""Earlier imports of the same office that look like the same document, and which of them it surely is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, false, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.models import Attachment
from mingze.findings.models import Inspection
from mingze.imports import queries
from mingze.imports.comparison import comparable
from mingze.imports.difference_schemas import EarlierImport
from mingze.imports.models import ImportDraft
from mingze.imports.vocabulary import DocumentKind, ImportState, Likeness

#: So many are offered; an office does not print one document more often.
_OFFERED = 20
#: What no two documents have in common; lists bear one file name year after year.
_SURE = frozenset({Likeness.SAME_FILE, Likeness.SAME_NUMBER, Likeness.SAME_INSPECTION})
_COLUMNS = (
    ImportDraft.id,
    ImportDraft.title,
    ImportDraft.issuer,
    ImportDraft.document_number,
    ImportDraft.kind,
    ImportDraft.inspection,
    ImportDraft.confirmed_at,
    Attachment.sha256,
    Attachment.name.label("file_name"),
)


async def earlier(session: AsyncSession, actor: Actor, draft: RowMapping) -> list[EarlierImport]:
    """The confirmed imports of the draft's office that look like it, newest first.

    `draft`: id, unit_id, kind, title, issuer, document_number, inspection, confirmed_at, file_sha256, file_name.
    """
    said = draft["inspection"] or {}
    alike = [Attachment.sha256 == draft["file_sha256"], Attachment.name == draft["file_name"]]
    if draft["document_number"]:
        alike.append(ImportDraft.document_number == draft["document_number"])
    if draft["title"]:
        issuer = draft["issuer"]
        same_issuer = ImportDraft.issuer == issuer if issuer else ImportDraft.issuer.is_(None)
        alike.append(and_(ImportDraft.title == draft["title"], same_issuer))
    if said.get("body") and said.get("feedback_on"):
        feedback = queries.day(said["feedback_on"])
        alike.append(and_(Inspection.body == said["body"], Inspection.feedback_on == feedback))
    query = (
        _confirmed(actor, draft["unit_id"])
        .outerjoin(Inspection, Inspection.id == ImportDraft.inspection_id)
        .where(ImportDraft.id != draft["id"], or_(false(), *alike))
        .order_by(ImportDraft.confirmed_at.desc(), ImportDraft.id.desc())
    )
    if draft["confirmed_at"] is not None:
        query = query.where(ImportDraft.confirmed_at < draft["confirmed_at"])
    found = (await session.execute(query.limit(_OFFERED))).mappings().all()
    return [
        _view(row, draft)
        for row in found
        if comparable(DocumentKind(row["kind"]), DocumentKind(draft["kind"]))
    ]


async def one(
    session: AsyncSession, actor: Actor, draft: RowMapping, earlier_id: int
) -> EarlierImport | None:
    """A confirmed import of the same office that the draft can be compared with; None otherwise."""
    query = _confirmed(actor, draft["unit_id"]).where(ImportDraft.id == earlier_id)
    row = (await session.execute(query)).mappings().one_or_none()
    if row is None or earlier_id == draft["id"]:
        return None
    return _view(row, draft) if comparable(DocumentKind(row["kind"]), DocumentKind(draft["kind"])) else None


def surely(found: Sequence[EarlierImport]) -> EarlierImport | None:
    """The newest that is surely the same document."""
    return next((import_ for import_ in found if import_.sure), None)


def _confirmed(actor: Actor, unit_id: int) -> Any:
    """Of the same office only, however far the actor reaches."""
    return (
        select(*_COLUMNS)
        .join(
            Attachment,
            and_(Attachment.owner_type == queries.IMPORT_FILES, Attachment.owner_id == ImportDraft.id),
        )
        .where(
            ImportDraft.unit_id == unit_id,
            ImportDraft.state == ImportState.CONFIRMED,
            queries.visible_to(actor),
        )
    )


def _view(row: RowMapping, draft: RowMapping) -> EarlierImport:
    mine, theirs = draft["inspection"] or {}, row["inspection"] or {}
    same_day = mine.get("feedback_on") == theirs.get("feedback_on")
    why = []
    if row["sha256"] == draft["file_sha256"]:
        why.append(Likeness.SAME_FILE)
    if row["document_number"] and row["document_number"] == draft["document_number"]:
        why.append(Likeness.SAME_NUMBER)
    if mine.get("body") and mine.get("feedback_on") and same_day and mine["body"] == theirs.get("body"):
        why.append(Likeness.SAME_INSPECTION)
    if row["title"] and (row["title"], row["issuer"]) == (draft["title"], draft["issuer"]):
        why.append(Likeness.SAME_TITLE)
    if row["file_name"] == draft["file_name"]:
        why.append(Likeness.SAME_NAME)
    # Reports of several inspections bear one title; two days of feedback tell them apart.
    two_inspections = bool(mine.get("feedback_on") and theirs.get("feedback_on")) and not same_day
    return EarlierImport(
        import_id=row["id"],
        title=row["title"],
        document_number=row["document_number"],
        kind=row["kind"],
        confirmed_at=row["confirmed_at"],
        why=why,
        sure=bool(_SURE & set(why)) or (Likeness.SAME_TITLE in why and not two_inspections),
    )
