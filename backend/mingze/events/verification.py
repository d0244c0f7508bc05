"""Whether the log is whole: no row altered, missing, reordered or cut off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.events import queries
from mingze.events.checkpoints import Checkpoint
from mingze.kit.events import ALGORITHM, ORIGIN, digest, hash_of

_NOT_HASHED = frozenset({"hash", "body", "erased_at"})


@dataclass(frozen=True, slots=True)
class Verification:
    """`first_bad` is the position of the first row at fault; `reason` says in Chinese what is wrong with it."""

    checked: int
    first_bad: int | None = None
    reason: str | None = None

    @property
    def ok(self) -> bool:
        return self.first_bad is None


async def verify(session: AsyncSession, checkpoints: Sequence[Checkpoint] = ()) -> Verification:
    """Walk the whole log against its own chain, its head and the checkpoints kept outside the database.

    The log may grow meanwhile: the walk goes on until the head, read after the rows, is reached.
    """
    sealed = {point.position: point.hash for point in checkpoints}
    checked, previous = 0, ORIGIN
    while True:
        before = checked
        async for row in queries.whole_log(session, after=checked):
            fault = _fault(row, checked + 1, previous) or _sealed_fault(sealed, row)
            if fault:
                return Verification(checked, min(checked + 1, row["position"]), fault)
            checked, previous = checked + 1, row["hash"]
        head_position, head_hash = await queries.head(session)
        if head_position <= checked or checked == before:
            break
    if checked < max(head_position, max(sealed, default=0)):
        return Verification(checked, checked + 1, "记录被截断:其后的记录缺失")
    if (head_position, head_hash) != (checked, previous):
        return Verification(checked, checked, "链头与最后一条记录不符")
    return Verification(checked)


def _fault(row: RowMapping, expected: int, previous: str) -> str | None:
    if row["position"] != expected:
        return "记录缺失:位置不连续"
    if row["algorithm"] != ALGORITHM:
        return "记录被改动:算法标识不识别"
    if row["previous_hash"] != previous:
        return "记录被改动或调换:与前一条的哈希不衔接"
    if row["hash"] != hash_of({key: value for key, value in row.items() if key not in _NOT_HASHED}):
        return "记录被改动:哈希不符"
    if row["body"] is None:
        return None if row["erased_at"] is not None else "记录内容缺失"
    if digest(row["body"]) != row["payload_hash"]:
        return "记录内容被改动:内容哈希不符"
    return None


def _sealed_fault(sealed: Mapping[int, str], row: RowMapping) -> str | None:
    point = sealed.get(row["position"])
    return "与库外检查点不符:记录曾被整体重写" if point is not None and point != row["hash"] else None
