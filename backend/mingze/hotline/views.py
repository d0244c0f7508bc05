"""Rows of orders and what was told of them, in the shapes of the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingze.complaints.vocabulary import ComplaintState
from mingze.hotline import rules
from mingze.hotline.columns import label_of
from mingze.hotline.import_service import Planned
from mingze.hotline.rules import Compared
from mingze.hotline.schemas import (
    HotlineDifference,
    HotlineImportRow,
    HotlineListedOrder,
    HotlineMissingThere,
    HotlineOrderView,
    HotlineReconcileTotals,
    HotlineReconciliation,
    HotlineRowError,
    HotlineUnreadableRow,
    HotlineUpdateView,
)

#: Written between the hotline and the office, where they speak of the caller by name.
_AMONG_OFFICES = ("dispatch_note", "redo_reason", "visit_back")


def order_view(row: Mapping[Any, Any]) -> HotlineOrderView:
    said = {name: row[name] for name in HotlineOrderView.model_fields if name in row}
    if not row["may_know_who"]:
        said |= dict.fromkeys(_AMONG_OFFICES)
    return HotlineOrderView(
        **{**said, "complaint_id": row["complaint_id"] if row["complaint_in_sight"] else None},
        status=rules.status_of(ComplaintState(row["state"])),
    )


def update_view(row: Mapping[Any, Any]) -> HotlineUpdateView:
    beside = ("position", "at", "pushed_at", "push_error")
    return HotlineUpdateView(**row["body"], **{name: row[name] for name in beside})


def preview_row(one: Planned, headers: Mapping[str, str]) -> HotlineImportRow:
    return HotlineImportRow(
        row=one.row,
        external_no=one.external_no,
        round=one.order.round if one.order else None,
        title=one.order.title if one.order else None,
        action=one.action,
        errors=[
            HotlineRowError(
                column=headers.get(fault.field, label_of(fault.field)) if fault.field else None,
                message=fault.message,
            )
            for fault in one.faults
        ],
    )


def reconciliation(
    found: Compared, theirs: int, unreadable: Sequence[HotlineUnreadableRow]
) -> HotlineReconciliation:
    totals = HotlineReconcileTotals(
        theirs=theirs,
        ours=found.same + len(found.differing) + len(found.missing_there),
        same=found.same,
        differing=len(found.differing),
        missing_here=len(found.missing_here),
        missing_there=len(found.missing_there),
        repeated=found.repeated,
        unreadable=len(unreadable),
    )
    return HotlineReconciliation(
        totals=totals,
        missing_here=[
            HotlineListedOrder(external_no=one.external_no, round=one.round, status=one.status)
            for one in found.missing_here
        ],
        missing_there=[
            HotlineMissingThere(
                external_no=one.external_no,
                round=one.round,
                complaint_number=one.complaint_number,
                status=one.status,
            )
            for one in found.missing_there
        ],
        differing=[
            HotlineDifference(
                external_no=mine.external_no,
                round=mine.round,
                complaint_number=mine.complaint_number,
                theirs=one.status or mine.status,
                ours=mine.status,
            )
            for one, mine in found.differing
        ],
        unreadable=list(unreadable),
    )
