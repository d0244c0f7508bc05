"""A list of work orders taken in: every row as it would be alone, after a preview. Never commits."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.hotline import service
from mingze.hotline.list_reading import order_of
from mingze.hotline.schemas import HotlineOrderCreate
from mingze.hotline.vocabulary import HotlineRowAction, HotlineSource
from mingze.kit.lists import Fault, Given
from mingze.kit.problems import Conflict, Problem

A = HotlineRowAction


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row would do; `order` is what it says, where it says anything."""

    row: int
    action: HotlineRowAction
    order: HotlineOrderCreate | None
    external_no: str | None
    faults: Sequence[Fault]


async def prepare(
    session: AsyncSession,
    actor: Actor,
    source: HotlineSource,
    rows: Sequence[Given],
    contacts: str | None,
) -> list[Planned]:
    """What each row would do now. A second round of what is new in this same file must wait for an answer."""
    planned: list[Planned] = []
    seen: set[str] = set()
    for given in rows:
        order = order_of(given, source)
        action = A.ERROR
        if order is not None and order.external_no in seen:
            given.faults.append(Fault("external_no", "同一工单在文件中不止一行"))
        elif order is not None:
            seen.add(order.external_no)
            try:
                action = (await service.judge(session, actor, order, contacts)).action
            except Problem as problem:
                given.faults += _faults(problem)
        number = given.cells.get("external_no") or None
        planned.append(Planned(given.row, action, order, number and number[:60], tuple(given.faults)))
    return planned


def _faults(problem: Problem) -> list[Fault]:
    """A refusal as what is wrong in a row."""
    name = problem.errors[0].pointer.removeprefix("/body/") if problem.errors else None
    return [Fault(name, problem.detail)]


def digest(planned: Sequence[Planned]) -> str:
    """Of what the rows say and what they would do: the same file over the same orders."""
    said = [
        [one.row, one.action, service.digest_of(one.order) if one.order is not None else None]
        for one in planned
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def totals(planned: Sequence[Planned]) -> dict[str, int]:
    """How many rows do what; the parts sum to `rows`."""
    counted = Counter(one.action for one in planned)
    return {
        "rows": len(planned),
        "registered": counted[A.REGISTER],
        "redone": counted[A.REDO],
        "repeating": counted[A.REPEAT],
        "unchanged": counted[A.UNCHANGED],
        "errors": counted[A.ERROR],
    }


async def take(
    session: AsyncSession,
    actor: Actor,
    source: HotlineSource,
    rows: Sequence[Given],
    contacts: str | None,
    plan_digest: str,
) -> list[Planned]:
    """Do what the preview with this digest said, rows with errors left out. Conflict where it would be otherwise."""
    planned = await prepare(session, actor, source, rows, contacts)
    if digest(planned) != plan_digest:
        raise Conflict("预览之后工单有变动,或文件不是预览的那一份,请重新预览")
    for one in planned:
        if one.order is not None and one.action not in (A.ERROR, A.UNCHANGED):
            await service.receive(session, actor, one.order, contacts)
    return planned
