"""Where the demonstration plays: its time, its people, its files; and the one who lets everybody act in turn."""

import heapq
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.demo.corpus import Words
from mingze.demo.people import Cast
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import append_recorded
from mingze.kit.files import Files

#: A story acts whenever it is resumed, and gives the moment at which it wants to act next.
Story = AsyncIterator[datetime]
#: Acts in one transaction: each keeps its own moment in the log.
_BATCH = 150


class Latest:
    """Whoever acts here has just looked: any version is the one expected."""

    def check(self, version: int) -> None:
        """Nothing to refuse."""


LATEST = Latest()


@dataclass(slots=True)
class Stage:
    """What all stories share. `session` is the transaction of the act that is being played."""

    database: Database
    files: Files
    cast: Cast
    tags: Mapping[str, int]
    today: date
    words: Words = field(default_factory=Words)
    papers: int = 0
    #: The campaign under way, and the codes of the units that take part.
    campaign: tuple[int, frozenset[str]] | None = None
    _waiting: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _number: int = 0
    _session: AsyncSession | None = None

    @property
    def session(self) -> AsyncSession:
        if self._session is None:
            raise RuntimeError("nothing is being played")
        return self._session

    def add(self, story: Story, at: datetime) -> None:
        """Let a story begin: it is asked at `at` when it wants to act first."""
        self._number += 1
        heapq.heappush(self._waiting, (at, self._number, story))

    async def play(self) -> None:
        """Play all stories to their ends, in the order of time across them all."""
        while self._waiting:
            async with self.database.writing() as session:
                self._session = session
                for _ in range(_BATCH):
                    if not self._waiting:
                        break
                    moment, _, story = heapq.heappop(self._waiting)
                    with clock.at(moment):
                        following = await anext(story, None)
                        await append_recorded(session)
                    if following is not None:
                        self.add(story, max(following, moment))
            self._session = None

    def campaign_at(self, code: str) -> int | None:
        """The campaign that the unit takes part in at this time of the story."""
        return self.campaign[0] if self.campaign and code in self.campaign[1] else None

    def moment(self, days_ago: float, draw: Random, after: datetime | None = None) -> datetime:
        """A moment in office hours so many days ago, yesterday at the latest, later than `after`."""
        day = self.today - timedelta(days=max(round(days_ago), 1))
        if day.weekday() >= 5:
            monday = day + timedelta(days=7 - day.weekday())
            day = monday if monday < self.today else day - timedelta(days=day.weekday() - 4)
        minutes = draw.randint(0, 9 * 60)
        found = datetime.combine(day, time(8, 30), clock.SHANGHAI) + timedelta(
            minutes=minutes, seconds=draw.randint(0, 59)
        )
        if after is not None and found <= after:
            found = after + timedelta(minutes=draw.randint(6, 55))
        return found

    def paper_number(self, organ: str) -> str:
        """The number of the next stamped paper."""
        self.papers += 1
        return f"{organ}〔{clock.today().year}〕{self.papers}号"
