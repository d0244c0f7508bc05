"""Region M, made row by row and loaded in bulk: the same rows on both engines, from a fixed seed.

2,000 units, 100,000 findings, 300,000 rectification items, 1,000,000 events in one chain (times `scale`); a campaign
of all institutions with twelve months of reports.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.campaign import campaign_tables
from benchmarks.rows import Row, Rows
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    Part,
    PublishedStatus,
    Severity,
    Source,
    WorkState,
)
from mingze.kit import clock
from mingze.kit.events import ALGORITHM, ORIGIN, canonical, digest, hash_of

COUNTIES = 10
#: The county that workloads ask for.
COUNTY = 2
EVENTS_PER_FINDING = 10
ITEMS_PER_FINDING = 3
#: Who is signed in, in the order of their accounts, and the session of each.
SESSIONS = {who: f"{number:032}" for number, who in enumerate(("city", "county", "unit", "head"), 1)}
#: A word of two characters that about one finding in twenty holds.
SEARCHED = "疫苗"

_SUBJECTS = (
    "公共卫生经费",
    "院感防控",
    "药品采购",
    "值班值守",
    "医疗废物",
    "投诉接待",
    "合同管理",
    "档案整理",
)
_FAULTS = (
    "台账不全",
    "审批滞后",
    "责任不清",
    "培训流于形式",
    "公示不及时",
    "督促不力",
    "制度陈旧",
    "记录缺失",
)
_PLACES = ("门诊部", "住院部", "检验科", "财务室", "药房", "村卫生室", "接种点", "后勤仓库")
_WORK = (
    (WorkState.CONFIRMED, 10),
    (WorkState.HANDED_OUT, 15),
    (WorkState.ACCEPTED, 5),
    (WorkState.RECTIFYING, 35),
    (WorkState.WAITING_EXTERNAL, 3),
    (WorkState.CLAIMED, 7),
    (WorkState.VERIFIED, 25),
)


@dataclass(slots=True)
class Tree:
    """Units: ids by level. Unit 1 is the city, 2–11 the counties."""

    units: Rows
    closure: Rows
    leaves: dict[int, list[int]]  # county → its institutions


class RegionM:
    """Everything of the region but its events, which come as a stream (`events`)."""

    def __init__(self, *, findings: int = 100_000, units: int = 2_000, today: date) -> None:
        self.random = random.Random(20261122)  # noqa: S311
        self.today = today
        self.count = findings
        self.started = datetime(today.year - 1, today.month, 1, 8, tzinfo=UTC)
        self.tree = _tree(units, self.started)
        institutions = [unit[0] for unit in self.tree.units.rows if unit[0] > 1 + COUNTIES]
        campaign = campaign_tables(institutions, today, self.started)
        self.tables = [self.tree.units, self.tree.closure, *self._people(), *campaign, *self._ledger()]

    def _people(self) -> list[Rows]:
        now, first_unit = self.started, self.tree.leaves[2][0]
        # Whoever accepts for a unit may be appointed above it: the head of the city accepts for all.
        homes = {
            "city": (1, "clerk"),
            "county": (COUNTY, "clerk"),
            "unit": (first_unit, "unit_head"),
            "head": (1, "unit_head"),
        }
        accounts = Rows(
            "account",
            (
                "id",
                "username",
                "name",
                "home_unit_id",
                "password_hash",
                "must_change_password",
                "active",
                "version",
                "created_at",
            ),
        )
        appointments = Rows(
            "appointment", ("id", "account_id", "unit_id", "role", "starts_on", "ends_on", "created_at")
        )
        # Used just now: one that was left idle is over.
        used = clock.now()
        sessions = Rows(
            "login_session",
            (
                "id",
                "account_id",
                "refresh_hash",
                "previous_hash",
                "rotated_at",
                "created_at",
                "expires_at",
                "revoked_at",
            ),
        )
        for number, (level, (unit, role)) in enumerate(homes.items(), 1):
            accounts.rows.append((number, level, f"{level}用户", unit, "-", False, True, 1, now))
            appointments.rows.append((number, number, unit, role, now.date(), None, now))
            sessions.rows.append(
                (SESSIONS[level], number, "0" * 64, None, used, now, now + timedelta(days=3_650), None)
            )
        return [accounts, appointments, sessions]

    def _ledger(self) -> list[Rows]:
        findings = Rows("finding", _FINDING)
        parts = Rows("finding_unit", ("finding_id", "unit_id", "part"))
        items = Rows("rectification_item", _ITEM)
        notes = Rows("progress_note", ("id", "item_id", "account_id", "text", "created_at"))
        evidence = Rows("attachment", _ATTACHMENT)
        states, weights = zip(*_WORK, strict=True)
        counties = list(self.tree.leaves)
        for number in range(1, self.count + 1):
            county = self.random.choice(counties)
            unit = self.random.choice(self.tree.leaves[county])
            state = self.random.choices(states, weights)[0]
            closed = state is WorkState.VERIFIED and self.random.random() < 0.7
            made = self.started + timedelta(minutes=5 * number)
            due = self.today + timedelta(days=self.random.randint(-200, 200))
            problem, measures = self._texts(number)
            findings.rows.append(self._finding(number, state, closed, made, due, problem, measures))
            parts.rows.append((number, unit, Part.ANSWERING))
            parts.rows.append((number, county, Part.SUPERVISING))
            for ordinal, text in enumerate(measures, 1):
                item_id = (number - 1) * ITEMS_PER_FINDING + ordinal
                items.rows.append(_item(item_id, number, ordinal, text, unit, due, state, made))
                if state in {WorkState.RECTIFYING, WorkState.CLAIMED, WorkState.VERIFIED}:
                    notes.rows.append((item_id, item_id, 3, f"已按要求推进:{text}", made))
                if state in {WorkState.CLAIMED, WorkState.VERIFIED}:
                    evidence.rows.append(_evidence(item_id, made))
        return [findings, parts, items, notes, evidence]

    def _texts(self, number: int) -> tuple[str, list[str]]:
        pick = self.random.choice
        subject = SEARCHED + "管理" if self.random.random() < 0.05 else pick(_SUBJECTS)
        problem = f"{pick(_PLACES)}{subject}{pick(_FAULTS)}。经查,{subject}方面第{number}号事项{pick(_FAULTS)},长期未予纠正。"
        measures = [
            f"{pick(_PLACES)}完善{subject}制度,逐项核对{pick(_FAULTS)}问题" for _ in range(ITEMS_PER_FINDING)
        ]
        return problem, measures

    def _finding(
        self,
        number: int,
        state: WorkState,
        closed: bool,
        made: datetime,
        due: date,
        problem: str,
        measures: list[str],
    ) -> Row:
        code = f"{made.year}-{number:06d}"
        published = PublishedStatus.DONE if state is WorkState.VERIFIED else PublishedStatus.IN_PROGRESS
        return (
            number,
            code,
            1,
            self.random.choice(list(Source)),
            None,
            None,
            str(number),
            problem,
            self.random.choice(list(Severity)),
            number % 50 == 0,
            due,
            state,
            published,
            False,
            ClosureState.CLOSED if closed else ClosureState.NONE,
            0,
            False,
            1,
            made,
            made,
            "\n".join([code, problem, *measures]),
        )

    def events(self) -> Iterator[tuple[Row, Row]]:
        """(row of `event`, row of `event_payload`) in the order of positions, one chain."""
        previous, position = ORIGIN, 0
        actions = (
            "create",
            "confirm",
            "hand_out",
            "accept",
            "report",
            "report",
            "note",
            "urge",
            "claim",
            "verify",
        )
        for finding in range(1, self.count + 1):
            for action in actions[:EVENTS_PER_FINDING]:
                position += 1
                body = canonical({"changes": {"work_state": ["x", action]}, "note": None})
                row = {
                    "position": position,
                    "at": self.started + timedelta(seconds=20 * position),
                    "actor_id": 1,
                    "unit_id": 1,
                    "action": action,
                    "resource": "finding",
                    "resource_id": str(finding),
                    "subject_id": finding,
                    "fields": ["work_state"],
                    "ok": True,
                    "algorithm": ALGORITHM,
                    "payload_hash": digest(body),
                    "previous_hash": previous,
                }
                row["hash"] = previous = hash_of(row)
                row["fields"] = json.dumps(row["fields"])
                yield tuple(row.values()), (position, body, None)


EVENT_COLUMNS = [
    "position",
    "at",
    "actor_id",
    "unit_id",
    "action",
    "resource",
    "resource_id",
    "subject_id",
    "fields",
    "ok",
    "algorithm",
    "payload_hash",
    "previous_hash",
    "hash",
]
PAYLOAD_COLUMNS = ["position", "body", "erased_at"]

_FINDING = (
    "id",
    "code",
    "version",
    "source",
    "section",
    "group_title",
    "number",
    "problem",
    "severity",
    "key_matter",
    "due_on",
    "work_state",
    "published_status",
    "long_term",
    "closure_state",
    "reopen_no",
    "voided",
    "registered_by_id",
    "created_at",
    "updated_at",
    "search",
)
_ITEM = (
    "id",
    "finding_id",
    "ordinal",
    "version",
    "text",
    "unit_id",
    "owner_account_id",
    "due_on",
    "state",
    "created_at",
    "updated_at",
)
_ATTACHMENT = (
    "id",
    "owner_type",
    "owner_id",
    "name",
    "media_type",
    "size",
    "sha256",
    "created_by",
    "created_at",
)
_ITEM_STATES = {
    WorkState.RECTIFYING: ItemState.IN_PROGRESS,
    WorkState.WAITING_EXTERNAL: ItemState.IN_PROGRESS,
    WorkState.CLAIMED: ItemState.CLAIMED,
    WorkState.VERIFIED: ItemState.ACCEPTED,
}


def _item(
    item_id: int,
    finding: int,
    ordinal: int,
    text: str,
    unit: int,
    due: date,
    state: WorkState,
    made: datetime,
) -> Row:
    return (
        item_id,
        finding,
        ordinal,
        1,
        text,
        unit,
        3,
        due,
        _ITEM_STATES.get(state, ItemState.PLANNED),
        made,
        made,
    )


def _evidence(item_id: int, made: datetime) -> Row:
    name = f"整改佐证{item_id}.pdf"
    return item_id, "rectification_item", item_id, name, "application/pdf", 120_000, digest(name), 3, made


def _tree(count: int, made: datetime) -> Tree:
    units = Rows(
        "unit",
        (
            "id",
            "code",
            "name",
            "short_name",
            "kind",
            "parent_id",
            "uscc",
            "region_code",
            "active",
            "version",
            "created_at",
        ),
    )
    closure = Rows("unit_closure", ("ancestor_id", "descendant_id", "depth"))
    above: dict[int, list[int]] = {}

    def add(number: int, name: str, kind: str, parent: int | None) -> None:
        units.rows.append((number, f"U{number:05d}", name, name, kind, parent, None, None, True, 1, made))
        above[number] = [number, *(above[parent] if parent else [])]
        closure.rows.extend((ancestor, number, depth) for depth, ancestor in enumerate(above[number]))

    add(1, "云州市卫生健康委员会", "commission", None)
    counties = range(2, 2 + COUNTIES)
    for county in counties:
        add(county, f"第{county - 1}县卫生健康局", "bureau", 1)
    leaves: dict[int, list[int]] = {county: [] for county in counties}
    for number in range(2 + COUNTIES, count + 1):
        county = counties[number % COUNTIES]
        town = leaves[county][len(leaves[county]) // 10 * 10] if len(leaves[county]) % 10 else county
        add(number, f"第{number}号机构", "village" if town != county else "township", town)
        leaves[county].append(number)
    return Tree(units, closure, leaves)
