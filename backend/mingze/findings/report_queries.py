"""Reading findings in bulk to write them out: whole texts, measures, progress, units, tags."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings.models import (
    Finding,
    FindingRequest,
    FindingTag,
    FindingUnit,
    Inspection,
    ProgressNote,
    RectificationItem,
    SourceDocument,
    Step,
    Tag,
)
from mingze.findings.scope import visible_to
from mingze.findings.vocabulary import Part, RequestKind, RequestState
from mingze.units.models import Unit

_COLUMNS = (
    *(column for column in Finding.__table__.columns if column.name != "search"),
    Inspection.title.label("inspection_title"),
)


@dataclass(slots=True)
class Written:
    """A finding as papers need it. `measures`: the parts of all its measures; `progress`: every note, in order."""

    row: RowMapping
    measures: list[str] = field(default_factory=list)
    progress: list[str] = field(default_factory=list)
    units: dict[Part, list[str]] = field(default_factory=lambda: defaultdict(list))
    tags: list[str] = field(default_factory=list)
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that the findings of an inspection were read from."""

    title: str
    text: str


async def origin_of(session: AsyncSession, findings: Sequence[Written]) -> Origin | None:
    """The document most of them came from; None where they were registered by hand."""
    documents = Counter(one.row["document_id"] for one in findings if one.row["document_id"] is not None)
    if not documents:
        return None
    document_id = documents.most_common(1)[0][0]
    query = select(SourceDocument.title, SourceDocument.text).where(SourceDocument.id == document_id)
    found = (await session.execute(query)).one()
    return Origin(found.title, found.text)


async def ids_of_inspection(session: AsyncSession, actor: Actor, inspection_id: int) -> list[int]:
    """The inspection's findings in sight that were not voided, in the order of the document."""
    query = select(Finding.id).where(
        Finding.inspection_id == inspection_id, Finding.voided.is_(False), visible_to(actor)
    )
    return list(await session.scalars(query.order_by(Finding.id)))


async def written(session: AsyncSession, ids: Sequence[int]) -> list[Written]:
    """Findings whole, in the order of `ids`, in six statements."""
    if not ids:
        return []
    query = select(*_COLUMNS).outerjoin(Inspection, Inspection.id == Finding.inspection_id)
    rows = (await session.execute(query.where(Finding.id.in_(ids)))).mappings()
    found = {row["id"]: Written(row) for row in rows}
    await _add_measures(session, found)
    await _add_units_and_tags(session, found)
    return [found[finding_id] for finding_id in ids if finding_id in found]


async def _add_measures(session: AsyncSession, found: dict[int, Written]) -> None:
    items = select(RectificationItem.id, RectificationItem.finding_id, RectificationItem.text)
    items = items.where(RectificationItem.finding_id.in_(found)).order_by(
        RectificationItem.finding_id, RectificationItem.ordinal
    )
    listed = (await session.execute(items)).all()
    owner = {item.id: found[item.finding_id] for item in listed}
    parts = await _texts(session, Step, owner)
    notes = await _texts(session, ProgressNote, owner)
    for item in listed:
        owner[item.id].measures.extend(parts.get(item.id) or [item.text])
        owner[item.id].progress.extend(notes.get(item.id, []))


async def _texts(
    session: AsyncSession, table: type[Step] | type[ProgressNote], item_ids: Collection[int]
) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    query = select(table.item_id, table.text).where(table.item_id.in_(item_ids)).order_by(table.id)
    for item_id, text in await session.execute(query):
        texts[item_id].append(text)
    return texts


async def _add_units_and_tags(session: AsyncSession, found: dict[int, Written]) -> None:
    units = (
        select(FindingUnit.finding_id, FindingUnit.part, Unit.name)
        .join(Unit, Unit.id == FindingUnit.unit_id)
        .where(FindingUnit.finding_id.in_(found))
        .order_by(Unit.code)
    )
    for finding_id, part, name in await session.execute(units):
        found[finding_id].units[Part(part)].append(name)
    tags = (
        select(FindingTag.finding_id, Tag.name)
        .join(Tag, Tag.id == FindingTag.tag_id)
        .where(FindingTag.finding_id.in_(found))
        .order_by(Tag.name)
    )
    for finding_id, name in await session.execute(tags):
        found[finding_id].tags.append(name)
    extensions = select(FindingRequest.finding_id).where(
        FindingRequest.finding_id.in_(found),
        FindingRequest.kind == RequestKind.EXTENSION,
        FindingRequest.state == RequestState.RECORDED,
    )
    for finding_id in await session.scalars(extensions):
        found[finding_id].extended = True
