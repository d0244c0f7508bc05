"""From rows to what is answered: lights, names, buttons."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.attachments.schemas import AttachmentView
from mingze.findings import allowed, rules
from mingze.findings.derived import light_of
from mingze.findings.detail_queries import Whole
from mingze.findings.facts import AllowedAction, FindingFacts, ItemFacts
from mingze.findings.item_service import Loaded
from mingze.findings.queries import COUNTERSIGNATURE_FILES, FINDING_FILES, ITEM_FILES
from mingze.findings.schemas import (
    ActionView,
    CampaignOfFinding,
    ClosureView,
    CountersignatureView,
    DocumentView,
    FindingDetail,
    FindingState,
    FindingSummary,
    InspectionRef,
    ItemDetail,
    ItemStateView,
    ItemSummary,
    NoteView,
    Ref,
    RequestView,
    StepView,
    TagRef,
)
from mingze.findings.service import Moved
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    Light,
    OrganKind,
    Part,
    RequestKind,
    RequestState,
    Source,
    WorkState,
)

Row = RowMapping


class Shaper:
    """Shapes rows for one request: who asks, which day it is, when a light turns yellow."""

    def __init__(self, actor: Actor, today: date, light_days: int) -> None:
        self.actor = actor
        self.today = today
        self.light_days = light_days

    def light(self, row: Row) -> Light:
        return light_of(
            row["due_on"],
            WorkState(row["work_state"]),
            ClosureState(row["closure_state"]),
            voided=row["voided"],
            today=self.today,
            light_days=self.light_days,
        )

    # --- lists -------------------------------------------------------------------------------------------

    def summaries(
        self, rows: Sequence[Row], units: Mapping[int, Sequence[Row]], titles: Mapping[int, str]
    ) -> list[FindingSummary]:
        """`titles`: of the campaigns that may be named to who asks."""
        return [self._summary(row, units.get(row["id"], ()), titles) for row in rows]

    def _summary(self, row: Row, units: Sequence[Row], titles: Mapping[int, str]) -> FindingSummary:
        return FindingSummary.model_validate(
            {
                **row,
                "light": self.light(row),
                "units": list(units),
                "inspection": _inspection(row),
                "campaign": _campaign(row, titles),
            }
        )

    def item_summary(self, row: Row, people: Mapping[int, Row]) -> ItemSummary:
        due_on = min(
            (day for day in (row["own_due_on"], row["finding_due_on"]) if day is not None), default=None
        )
        light = light_of(
            due_on,
            WorkState(row["finding_work_state"]),
            ClosureState(row["finding_closure_state"]),
            voided=False,
            today=self.today,
            light_days=self.light_days,
        )
        return ItemSummary.model_validate(
            {**_item(row, people, row["finding_due_on"]), "light": light, **_prefixed(row, "finding_")}
        )

    # --- one finding ---------------------------------------------------------------------------------------

    def detail(self, whole: Whole, titles: Mapping[int, str], types: Mapping[int, str]) -> FindingDetail:
        """`titles`, `types`: of the campaign and the kind of problem, where they may be named to who asks."""
        row, facts = whole.finding, facts_from(whole)
        items = {item["id"]: item for item in whole.items}
        return FindingDetail.model_validate(
            {
                **row,
                "group": row["group_title"],
                "light": self.light(row),
                "units": whole.units,
                "inspection": _inspection(row),
                "campaign": _campaign(row, titles),
                "problem_type": types.get(row["problem_type_id"]) if _campaign(row, titles) else None,
                "tags": [TagRef.model_validate(tag) for tag in _plain(whole.tags)],
                "registered_by": _ref(whole.people, row["registered_by_id"]),
                "document": _document(row),
                "later_documents": _plain(whole.documents),
                "measures_total": len(items),
                "measures_accepted": sum(item["state"] == ItemState.ACCEPTED for item in whole.items),
                "items": [self._item(whole, facts, item) for item in facts.items],
                "requests": [self._request(whole, facts, request) for request in whole.requests],
                "countersignatures": [_signature(whole, signature) for signature in whole.countersignatures],
                "files": _files(whole, FINDING_FILES, row["id"]),
                "closure": _closure(whole, facts),
                "allowed_actions": _actions(allowed.allowed_actions(self.actor, facts, self.today)),
            }
        )

    def item_detail(self, whole: Whole, item_id: int) -> ItemDetail:
        facts = facts_from(whole)
        return self._item(whole, facts, next(item for item in facts.items if item.id == item_id))

    def request(self, whole: Whole, request_id: int) -> RequestView:
        facts = facts_from(whole)
        return self._request(whole, facts, next(r for r in whole.requests if r["id"] == request_id))

    def _item(self, whole: Whole, facts: FindingFacts, item: ItemFacts) -> ItemDetail:
        row = next(row for row in whole.items if row["id"] == item.id)
        return ItemDetail.model_validate(
            {
                **_item(row, whole.people, whole.finding["due_on"]),
                "steps": [
                    StepView.model_validate({**step, "done_by": _ref(whole.people, step["done_by_id"])})
                    for step in whole.steps
                    if step["item_id"] == item.id
                ],
                "notes": [
                    NoteView.model_validate({**note, "account": _ref(whole.people, note["account_id"])})
                    for note in whole.notes
                    if note["item_id"] == item.id
                ],
                "evidence": _files(whole, ITEM_FILES, item.id),
                "allowed_actions": _actions(allowed.item_actions(self.actor, facts, item)),
            }
        )

    def _request(self, whole: Whole, facts: FindingFacts, row: Row) -> RequestView:
        buttons = allowed.decide_action(
            RequestKind(row["kind"]), RequestState(row["state"]), row["asked_by_id"], self.actor, facts
        )
        return RequestView.model_validate(
            {
                **row,
                "asked_by": _ref(whole.people, row["asked_by_id"]),
                "decided_by": _ref(whole.people, row["decided_by_id"]),
                "allowed_actions": _actions(buttons),
            }
        )

    # --- after an act ----------------------------------------------------------------------------------------

    def state(self, done: Moved) -> FindingState:
        row, facts = done.row, done.facts
        light = light_of(
            row.due_on,
            facts.work,
            facts.closure,
            voided=row.voided,
            today=self.today,
            light_days=self.light_days,
        )
        return FindingState(
            id=row.id,
            code=row.code,
            version=row.version,
            work_state=facts.work,
            published_status=row.published_status,
            long_term=row.long_term,
            closure_state=facts.closure,
            voided=row.voided,
            light=light,
            due_on=row.due_on,
            allowed_actions=_actions(allowed.allowed_actions(self.actor, facts, self.today)),
        )

    def item_state(self, loaded: Loaded) -> ItemStateView:
        return ItemStateView(
            id=loaded.item.id,
            version=loaded.item.version,
            state=loaded.item_facts.state,
            finding=self.state(Moved(loaded.finding, loaded.facts)),
            allowed_actions=_actions(allowed.item_actions(self.actor, loaded.facts, loaded.item_facts)),
        )


def facts_from(whole: Whole) -> FindingFacts:
    """The facts for the rules out of what was read to be shown: the same as `queries.facts`, without asking twice."""
    row = whole.finding
    units: dict[Part, set[int]] = {}
    for unit in whole.units:
        units.setdefault(Part(unit["part"]), set()).add(unit["id"])
    signed = [sign for sign in whole.countersignatures if sign["reopen_no"] == row["reopen_no"]]
    return FindingFacts(
        work=WorkState(row["work_state"]),
        closure=ClosureState(row["closure_state"]),
        source=Source(row["source"]),
        voided=row["voided"],
        due_on=row["due_on"],
        units={part: frozenset(members) for part, members in units.items()},
        above=whole.above,
        items=tuple(_item_facts(whole, item) for item in whole.items),
        registered_by=row["taken_over_by_id"] or row["registered_by_id"],
        fixed_by=row["fixed_by_id"],
        applied_by=row["closure_applied_by_id"],
        open_requests=frozenset(
            RequestKind(r["kind"]) for r in whole.requests if r["state"] == RequestState.ASKED
        ),
        countersigned=frozenset(OrganKind(sign["organ_kind"]) for sign in signed),
        unscanned=sum(not whole.files_of(COUNTERSIGNATURE_FILES, sign["id"]) for sign in signed),
    )


def _item_facts(whole: Whole, row: Row) -> ItemFacts:
    evidence = whole.files_of(ITEM_FILES, row["id"])
    hands = {row["owner_account_id"], row["claimed_by_id"], *row["former_owner_ids"]}
    hands |= {note["account_id"] for note in whole.notes if note["item_id"] == row["id"]}
    hands |= {step["done_by_id"] for step in whole.steps if step["item_id"] == row["id"]}
    hands |= {file["created_by"] for file in evidence}
    accounts = {account for account in hands if account is not None}
    return ItemFacts(
        id=row["id"],
        state=ItemState(row["state"]),
        unit_id=row["unit_id"],
        owner_id=row["owner_account_id"],
        hands=frozenset(accounts),
        homes=frozenset(whole.people[account]["home_unit_id"] for account in accounts),
        evidence=len(evidence),
        verified_onsite=row["onsite_on"] is not None,
    )


def _actions(buttons: Iterable[AllowedAction]) -> list[ActionView]:
    return [
        ActionView(action=button.action, label=button.label, enabled=button.enabled, reason=button.reason)
        for button in buttons
    ]


def _plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def _prefixed(row: Row, prefix: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name.startswith(prefix)}


def _ref(people: Mapping[int, Row], account_id: int | None) -> Ref | None:
    found = people.get(account_id) if account_id is not None else None
    return Ref(id=found["id"], name=found["name"]) if found else None


def _campaign(row: Row, titles: Mapping[int, str]) -> CampaignOfFinding | None:
    title = titles.get(row["campaign_id"])
    return CampaignOfFinding(id=row["campaign_id"], title=title) if title else None


def _inspection(row: Row) -> InspectionRef | None:
    if row["inspection_id"] is None:
        return None
    return InspectionRef(id=row["inspection_id"], title=row["inspection_title"])


def _item(row: Row, people: Mapping[int, Row], finding_due_on: date | None) -> dict[str, Any]:
    owner, unit = row["owner_account_id"], row["unit_id"]
    return {
        **row,
        "unit": Ref(id=unit, name=row["unit_name"]) if unit is not None else None,
        "owner": Ref(id=owner, name=row["owner_name"]) if owner is not None else None,
        "due_on": row["own_due_on"] or finding_due_on,
        "claimed_by": _ref(people, row["claimed_by_id"]),
        "onsite_by": _ref(people, row["onsite_by_id"]),
        "verified_by": _ref(people, row["verified_by_id"]),
    }


def _files(whole: Whole, owner_type: str, owner_id: int) -> list[AttachmentView]:
    return [
        AttachmentView.model_validate({**file, "created_by_name": whole.people[file["created_by"]]["name"]})
        for file in whole.files_of(owner_type, owner_id)
    ]


def _signature(whole: Whole, row: Row) -> CountersignatureView:
    return CountersignatureView.model_validate(
        {
            **row,
            "recorded_by": _ref(whole.people, row["recorded_by_id"]),
            "scans": _files(whole, COUNTERSIGNATURE_FILES, row["id"]),
        }
    )


def _closure(whole: Whole, facts: FindingFacts) -> ClosureView:
    row = whole.finding
    return ClosureView(
        applied_by=_ref(whole.people, row["closure_applied_by_id"]),
        note=row["closure_note"],
        closer=row["closer"],
        document=row["closing_document"],
        closed_on=row["closed_on"],
        missing_organs=list(rules.missing_organs(facts.source, facts.countersigned)),
    )


def _document(row: Row) -> DocumentView | None:
    if row["document_id"] is None:
        return None
    span = (row["span_start"], row["span_end"]) if row["span_start"] is not None else None
    return DocumentView(
        id=row["document_id"],
        title=row["document_title"],
        number=row["document_number"],
        issuer=row["document_issuer"],
        issued_on=row["document_issued_on"],
        file_id=row["document_file_id"],
        excerpt=row["excerpt"] if span else None,
        excerpt_start=row["excerpt_start"] if span else None,
        span=span,
    )
