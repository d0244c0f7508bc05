"""Telling people of what happens in the ledger: follows the recorded events, in the transaction of the act.

The services of the ledger know nothing of this. What they record reaches `tell_of` before it is committed, so no
act can forget its notices and none is told that is rolled back; who is told what stands in `telling.py`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.findings import telling_queries
from mingze.findings.telling import COLLECTED, RESOURCES, Rule, To, addressees, rule_of
from mingze.kit.events import Pending, listen
from mingze.notices import queries as notices
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell
from mingze.notices.subjects import register_findings

#: (account, kind, who acted) → finding → its first event: what one act tells one person.
_Heaps = dict[tuple[int, NoticeKind, int | None], dict[int, Pending]]


async def tell_of(session: AsyncSession, events: Sequence[Pending]) -> None:
    told = [(event, rule) for event in events if event.subject_id is not None and (rule := rule_of(event))]
    if not told:
        return
    findings = {event.subject_id or 0 for event, _ in told}
    parties = await telling_queries.parties(
        session,
        findings,
        items={event.subject_id or 0 for event, rule in told if _needs_items(event, rule)},
        requests={int(str(event.resource_id)) for event, _ in told if event.resource == "finding_request"},
    )
    units = {
        unit
        for one in parties.values()
        for line in (
            *(line for lines in one.lines.values() for line in lines),
            *(i.line for i in one.items.values()),
        )
        for unit in line
    }
    staff = await telling_queries.staff(session, units)
    heaps: _Heaps = defaultdict(dict)
    for event, (kind, to) in told:
        finding = event.subject_id or 0
        for account in addressees(event, to, parties[finding], staff):
            heaps[account, kind, event.actor_id].setdefault(finding, event)
    await _leave_out_told(session, heaps)
    keys = sorted((key for key, heap in heaps.items() if heap), key=lambda key: key[:2])
    await tell(session, [_telling(account, kind, heaps[account, kind, who]) for account, kind, who in keys])


def _needs_items(event: Pending, rule: Rule) -> bool:
    return event.resource == "rectification_item" or To.HANDS in rule[1]


async def _leave_out_told(session: AsyncSession, heaps: _Heaps) -> None:
    """Of progress nobody is told again who has not read the last word of it."""
    collected = {key: heap for key, heap in heaps.items() if key[1] is COLLECTED}
    if not collected:
        return
    findings = {finding for heap in collected.values() for finding in heap}
    unread = await notices.unread_in(session, COLLECTED, findings, {account for account, _, _ in collected})
    for (account, _, _), heap in collected.items():
        for finding in [finding for finding in heap if (account, finding) in unread]:
            del heap[finding]


def _telling(account: int, kind: NoticeKind, heap: Mapping[int, Pending]) -> Telling:
    event = next(iter(heap.values()))
    if len(heap) > 1:
        return Telling(account, kind, "finding", count=len(heap), actor_id=event.actor_id)
    return Telling(
        account,
        kind,
        event.resource,
        resource_id=int(str(event.resource_id)),
        finding_id=event.subject_id,
        actor_id=event.actor_id,
    )


for _resource in RESOURCES:
    listen(_resource, tell_of)
register_findings(telling_queries.names)
