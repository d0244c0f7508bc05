"""Keyset pages: every list is bounded, and the next page begins where the last one ended."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Generic, TypeGuard, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field
from sqlalchemy.engine import RowMapping

from mingze.kit.problems import Invalid, refuse_field

MAX_LIMIT = 200
#: Totals are counted this far; beyond it the answer says so (`total_is_capped`).
COUNT_CAP = 1_001

T = TypeVar("T")
R = TypeVar("R")

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="每页条数,最多 200")]
CursorParam = Annotated[str | None, Query(max_length=400, description="上一页返回的 next_cursor")]


class Page(BaseModel, Generic[T]):
    """One page. `total` counts up to 1,000; above that `total_is_capped` is true."""

    items: list[T]
    next_cursor: str | None = Field(default=None, description="没有下一页时为 null")
    total: int
    total_is_capped: bool = False


def encode_cursor(*keys: str | int | None) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, size: int) -> list[str | int | None] | None:
    """The sort keys a page ended with; Invalid where the cursor is none of ours."""
    if cursor is None:
        return None
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        keys = None
    if not isinstance(keys, list) or len(keys) != size or not all(_is_key(key) for key in keys):
        raise broken_cursor()
    return keys


def broken_cursor() -> Invalid:
    """For a cursor that is none of ours, or of another list."""
    return refuse_field("/query/cursor", "翻页标记无效,请从第一页重新查询")


def is_id(key: str | int | None) -> TypeGuard[int]:
    return isinstance(key, int) and 0 < key < 2**53


def after_id(cursor: str | None) -> int | None:
    """The id a page ended with, of a list in the order of ids; Invalid where the cursor is none of ours."""
    keys = decode_cursor(cursor, 1)
    if keys is None:
        return None
    if not is_id(keys[0]):
        raise broken_cursor()
    return keys[0]


def next_id(last: RowMapping | None, name: str = "id") -> str | None:
    """The cursor of the page after the one that ends with `last`; None where none follows."""
    return encode_cursor(last[name]) if last else None


_EPOCH = datetime.fromtimestamp(0, UTC)


def micros(moment: datetime | None) -> int | None:
    """An instant as a key of a cursor; None stays None."""
    return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(key: str | int | None) -> datetime | None:
    """The instant that `micros` made a key of; Invalid where it is none of ours."""
    if isinstance(key, str):
        raise broken_cursor()
    try:
        return None if key is None else _EPOCH + timedelta(microseconds=key)
    except OverflowError as exc:
        raise broken_cursor() from exc


def _is_key(key: object) -> bool:
    """Whether both engines can compare with `key`: bounded numbers, text that is text and without NUL."""
    if isinstance(key, str):
        # JSON can write half a character, which no engine takes.
        return "\0" not in key and not any("\ud800" <= letter <= "\udfff" for letter in key)
    return key is None or (isinstance(key, int) and not isinstance(key, bool) and abs(key) < 2**63)


def cut(rows: Sequence[R], limit: int) -> tuple[list[R], R | None]:
    """One page of rows that were asked for with `limit + 1`, and its last row where another page follows."""
    page = list(rows[:limit])
    return page, page[-1] if len(rows) > limit else None


def capped(count: int) -> tuple[int, bool]:
    """(total, total_is_capped) from a count that stopped at COUNT_CAP."""
    return (COUNT_CAP - 1, True) if count >= COUNT_CAP else (count, False)
