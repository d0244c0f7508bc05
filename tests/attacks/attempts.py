"""One request that must be refused, or must show nothing; and shorthands for the tables of them."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.pictures import JPEG

#: Expected where a list or a file is answered: 200, and nothing of the other county in it.
NOTHING: Final = "nothing of theirs"
#: Expected where a filter names what is not theirs: 200, and no item at all.
EMPTY: Final = "empty"


@dataclass(frozen=True)
class Attempt:
    """`who` asks as they may not; `expected`: the status that refuses it, or NOTHING, or EMPTY."""

    name: str
    who: str | None
    method: str
    path: str
    expected: int | str
    more: Mapping[str, Any] = field(default_factory=dict)


def cursor(*keys: object) -> dict[str, str]:
    return {"cursor": base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")}


def raw(content: str | bytes, media_type: str = "application/json") -> dict[str, Any]:
    return {"content": content, "headers": {"Content-Type": media_type}}


def attempt(who: str | None, line: str, expected: int | str, **more: Any) -> Attempt:
    """`line` is the method and the path; the name is made of everything but the files."""
    method, _, path = line.partition(" ")
    said = " ".join(f"{key}={value}" for key, value in more.items() if key not in ("files", "version"))
    return Attempt(f"{who}: {line} {said}".strip(), who, method, path, expected, more)


def act(name: str, who: str, action: str, expected: int = 404, **body: Any) -> Attempt:
    """An act on the finding of that name, in a version it may have had."""
    title = f"{action} {name} as {who}, saying {', '.join(body) or 'nothing'}"
    more = {"json": body, "version": 1}
    return Attempt(title, who, "POST", f"/findings/{{{name}}}/actions/{action}", expected, more)


def file_for(owner_type: str, owner_id: str) -> dict[str, Any]:
    """A photo to be attached there."""
    return {"data": {"owner_type": owner_type, "owner_id": owner_id}, "files": {"file": ("现场.jpg", JPEG)}}


NOTE = {"json": {"text": "已办结。"}}
YES = {"approve": True}
