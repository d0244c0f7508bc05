"""The life of one finding in time: which act comes when."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime

from mingze.demo.affair import Affair
from mingze.demo.corpus import Matter
from mingze.demo.fates import Fate
from mingze.demo.stage import Stage

#: How long an act takes beside the others, where it takes more or less than most.
_TAKES = {
    "report": 5,
    "claim": 3,
    "tick": 4,
    "photo": 1.5,
    "sign": 3,
    "sign_one": 3,
    "close": 2,
    "ask:reopen": 20,
}
#: Acts that follow each other within days, however long the rest takes.
_OPENING = frozenset({"confirm", "hand_out", "accept", "decline", "plan"})
_QUICK = 3.0


def _takes(act: str) -> float:
    return 0.0 if act in _OPENING else _TAKES.get(act, 1.0)


class Tale:
    """A finding and what becomes of it."""

    def __init__(self, stage: Stage, matter: Matter, fate: Fate) -> None:
        self._stage, self._fate = stage, fate
        self._affair = Affair(stage, matter, fate.due)

    async def entered(self, finding_id: int, since: int) -> AsyncIterator[datetime]:
        """From the import so many days ago on: the document told the first progress."""
        self._affair.finding_id = finding_id
        next(self._affair.notes)
        async for moment in self._play(self._fate.acts("tick photo report page"), since):
            yield moment

    async def registered(self) -> AsyncIterator[datetime]:
        """From its registration on."""
        acts = self._fate.acts("report tick photo report page")
        since = self._affair.between(self._fate.since)
        moment = self._stage.moment(since, self._affair.draw)
        yield moment
        by_office = await self._affair.register(with_measure="fix_on_site" in acts)
        if by_office and acts[:1] == ["confirm"]:
            acts = acts[1:]
        async for following in self._play(acts, since, moment):
            yield following

    async def _play(
        self, acts: list[str], since: int, after: datetime | None = None
    ) -> AsyncIterator[datetime]:
        until = min(self._affair.between(self._fate.until), since)
        opening = sum(act in _OPENING for act in acts)
        quick = min(_QUICK, (since - until) / max(len(acts), 1))
        slow = (since - until - quick * opening) / max(sum(_takes(act) for act in acts), 1)
        days_ago = float(since)
        for act in acts:
            days_ago -= quick if act in _OPENING else slow * _takes(act)
            after = self._stage.moment(days_ago, self._affair.draw, after)
            yield after
            await self._act(act)

    async def _act(self, act: str) -> None:
        kind, _, what = act.partition(":")
        if what:
            await _REQUESTS[kind](self._affair, what)
        elif kind in _ACTS:
            await _ACTS[kind](self._affair)
        else:
            await self._affair.move(kind)


_ACTS: Mapping[str, Callable[[Affair], Awaitable[None]]] = {
    "hand_out": Affair.hand_out,
    "plan": Affair.plan,
    "report": Affair.report,
    "tick": Affair.tick,
    "photo": Affair.photo,
    "page": Affair.page,
    "claim": Affair.claim,
    "claim_onsite": Affair.claim_onsite,
    "onsite": Affair.onsite,
    "pass": Affair.accept_measures,
    "return": Affair.give_back,
    "fix_on_site": Affair.fix_on_site,
    "sign_one": Affair.sign_one,
    "sign": Affair.sign,
    "close": Affair.close,
    "urge": Affair.urge,
}
_REQUESTS: Mapping[str, Callable[[Affair, str], Awaitable[None]]] = {
    "ask": Affair.ask,
    "grant": Affair.grant,
    "deny": Affair.deny,
}
