"""Writes the contract the code has into a folder: `openapi.json`, and `problems.json`, the kinds of refusal."""

import json
import sys
from pathlib import Path

from pydantic import SecretStr

from mingze.app import create_app
from mingze.kit.problems import CATALOGUE
from mingze.settings import Settings

#: The contract does not depend on it; without one, the service would make and keep its own.
_SETTINGS = Settings(token_secret=SecretStr("only to describe the service, never to serve it"))


def contract() -> str:
    return _written(create_app(_SETTINGS).openapi())


def problems() -> str:
    """Every `type` a refusal can have: what a client may branch on, and the title it is shown with."""
    return _written([{"type": kind.type(), "status": kind.status, "title": kind.title} for kind in CATALOGUE])


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "openapi.json").write_text(contract())
    (folder / "problems.json").write_text(problems())
