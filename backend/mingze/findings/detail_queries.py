"""Reading one finding whole: a bounded number of plain statements, whatever it holds."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import and_, bindparam, func, literal, select, union, union_all
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.accounts.models import Account
from mingze.attachments.models import Attachment
from mingze.findings import list_queries
from mingze.findings.models import (
    Countersignature,
    Finding,
    FindingDocument,
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
from mingze.findings.queries import COUNTERSIGNATURE_FILES, FINDING_FILES, ITEM_FILES
from mingze.findings.scope import sight_of, visible
from mingze.kit.reading import bundle, mappings
from mingze.kit.tables import Id
from mingze.units.models import Unit, UnitClosure

_FINDING = (
    *(column for column in Finding.__table__.columns if column.name != "search"),
    Inspection.title.label("inspection_title"),
    SourceDocument.title.label("document_title"),
    SourceDocument.number.label("document_number"),
    SourceDocument.issuer.label("document_issuer"),
    SourceDocument.issued_on.label("document_issued_on"),
    SourceDocument.file_id.label("document_file_id"),
    Finding.span_start.label("excerpt_start"),
    # Its own lines and no more: what stands before and after them is the matter of other units.
    func.substr(SourceDocument.text, Finding.span_start + 1, Finding.span_end - Finding.span_start).label(
        "excerpt"
    ),
)


@dataclass(slots=True)
class Whole:
    """Everything stored about one finding, as rows."""

    finding: RowMapping
    units: list[RowMapping]
    above: dict[int, frozenset[int]] = field(default_factory=dict)
    tags: list[RowMapping] = field(default_factory=list)
    items: list[RowMapping] = field(default_factory=list)
    steps: list[RowMapping] = field(default_factory=list)
    notes: list[RowMapping] = field(default_factory=list)
    files: list[RowMapping] = field(default_factory=list)
    requests: list[RowMapping] = field(default_factory=list)
    countersignatures: list[RowMapping] = field(default_factory=list)
    documents: list[RowMapping] = field(default_factory=list)
    people: dict[int, RowMapping] = field(default_factory=dict)

    def files_of(self, owner_type: str, owner_id: int) -> list[RowMapping]:
        return [row for row in self.files if row["owner_type"] == owner_type and row["owner_id"] == owner_id]


_finding_id = bindparam("finding_id", type_=Id)
_items = select(RectificationItem.id).where(RectificationItem.finding_id == _finding_id)
_found = (
    select(*_FINDING)
    .outerjoin(Inspection, Inspection.id == Finding.inspection_id)
    .outerjoin(SourceDocument, SourceDocument.id == Finding.document_id)
    .where(Finding.id == _finding_id)
)
_SEEN = {own: _found.where(visible(own=own)) for own in (False, True)}
_parent = Unit.__table__.alias("parent")
_UNITS = (
    select(
        Unit.id,
        Unit.name,
        _parent.c.name.label("parent_name"),
        FindingUnit.part,
        UnitClosure.ancestor_id,
    )
    .join(UnitClosure, UnitClosure.descendant_id == Unit.id)
    .outerjoin(_parent, _parent.c.id == Unit.parent_id)
    .outerjoin(FindingUnit, and_(FindingUnit.unit_id == Unit.id, FindingUnit.finding_id == _finding_id))
    .where(
        Unit.id.in_(
            union(
                select(FindingUnit.unit_id).where(FindingUnit.finding_id == _finding_id),
                select(RectificationItem.unit_id).where(RectificationItem.finding_id == _finding_id),
            )
        )
    )
    .order_by(FindingUnit.part, Unit.code)
)
_TAGS = (
    select(Tag.id, Tag.name)
    .join(FindingTag, FindingTag.tag_id == Tag.id)
    .where(FindingTag.finding_id == _finding_id)
    .order_by(Tag.name)
)
_STEPS = select(*Step.__table__.columns).where(Step.item_id.in_(_items)).order_by(Step.item_id, Step.ordinal)
_NOTES = (
    select(*ProgressNote.__table__.columns).where(ProgressNote.item_id.in_(_items)).order_by(ProgressNote.id)
)
_REQUESTS = (
    select(*FindingRequest.__table__.columns)
    .where(FindingRequest.finding_id == _finding_id)
    .order_by(FindingRequest.id)
)
_SIGNATURES = (
    select(*Countersignature.__table__.columns)
    .where(Countersignature.finding_id == _finding_id)
    .order_by(Countersignature.id)
)
#: What of a finding can have files: looked up by owner, for no index serves an OR over their kinds.
_OWNERS = union_all(
    select(literal(FINDING_FILES).label("type"), _finding_id.label("id")),
    select(literal(ITEM_FILES), RectificationItem.id).where(RectificationItem.finding_id == _finding_id),
    select(literal(COUNTERSIGNATURE_FILES), Countersignature.id).where(
        Countersignature.finding_id == _finding_id
    ),
).subquery("owner")
_FILES = (
    select(*Attachment.__table__.columns)
    .join(_OWNERS, and_(Attachment.owner_type == _OWNERS.c.type, Attachment.owner_id == _OWNERS.c.id))
    .order_by(Attachment.id)
)
_DOCUMENTS = (
    select(
        SourceDocument.id,
        SourceDocument.title,
        SourceDocument.number,
        SourceDocument.issuer,
        SourceDocument.issued_on,
        SourceDocument.file_id,
        FindingDocument.linked_at,
    )
    .join(FindingDocument, FindingDocument.document_id == SourceDocument.id)
    .where(FindingDocument.finding_id == _finding_id)
    .order_by(SourceDocument.id.desc())
)
#: What every finding may have, by its name in `Whole`.
_PARTS = {
    "units": _UNITS,
    "tags": _TAGS,
    "items": list_queries.ITEMS_OF,
    "steps": _STEPS,
    "notes": _NOTES,
    "requests": _REQUESTS,
    "files": _FILES,
    "documents": _DOCUMENTS,
}
_PEOPLE = select(Account.id, Account.name, Account.home_unit_id).where(
    Account.id.in_(bindparam("ids", expanding=True))
)


async def whole(session: AsyncSession, actor: Actor, finding_id: int) -> Whole | None:
    """A finding in sight with all that belongs to it, in eleven short statements at most; None out of sight."""
    own, sight = sight_of(actor)
    row = next(iter(await mappings(session, _SEEN[own], finding_id=finding_id, **sight)), None)
    if row is None:
        return None
    rows = await bundle(session, _PARTS, finding_id=finding_id)
    found = Whole(row, *_units(rows["units"]))
    found.tags, found.items, found.steps = rows["tags"], rows["items"], rows["steps"]
    found.notes, found.requests, found.files = rows["notes"], rows["requests"], rows["files"]
    found.documents = rows["documents"]
    if row["closure_state"] not in {"none", "applied", "refused"} or row["reopen_no"]:
        found.countersignatures = await mappings(session, _SIGNATURES, finding_id=finding_id)
    found.people = await _people(session, found)
    return found


def _units(rows: list[RowMapping]) -> tuple[list[RowMapping], dict[int, frozenset[int]]]:
    """The units with a part in the finding, and the ancestors of them and of the measures' units."""
    units: dict[tuple[int, str], RowMapping] = {}
    above: dict[int, set[int]] = {}
    for row in rows:
        above.setdefault(row["id"], set()).add(row["ancestor_id"])
        if row["part"] is not None:
            units.setdefault((row["id"], row["part"]), row)
    return list(units.values()), {unit: frozenset(ancestors) for unit, ancestors in above.items()}


_PERSON_COLUMNS = (
    "registered_by_id",
    "taken_over_by_id",
    "closure_applied_by_id",
    "owner_account_id",
    "claimed_by_id",
    "onsite_by_id",
    "verified_by_id",
    "account_id",
    "done_by_id",
    "asked_by_id",
    "decided_by_id",
    "recorded_by_id",
    "created_by",
)


async def _people(session: AsyncSession, found: Whole) -> dict[int, RowMapping]:
    """Name and home unit of everybody who did something here."""
    ids: set[int] = set()
    for rows in (
        [found.finding],
        found.items,
        found.steps,
        found.notes,
        found.files,
        found.requests,
        found.countersignatures,
    ):
        for row in rows:
            ids.update(row[name] for name in _PERSON_COLUMNS if row.get(name) is not None)
    ids.update(account for item in found.items for account in item["former_owner_ids"])
    return await people(session, ids)


async def people(session: AsyncSession, ids: Collection[int]) -> dict[int, RowMapping]:
    return {row["id"]: row for row in await mappings(session, _PEOPLE, ids=list(ids))} if ids else {}
