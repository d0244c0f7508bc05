"""Inboxes in tests: the ledger to act in, and what lies in somebody's inbox because of it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.region import Region

Inbox = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.fixture
def ledger(sign_in: SignIn, region: Region) -> Ledger:
    return Ledger(sign_in, region)


@pytest.fixture
def inbox(ledger: Ledger) -> Inbox:
    """`await inbox("unit_head")`: what that person was told, the newest first, but for the appointment that the
    region began with."""

    async def read(username: str, **params: Any) -> list[dict[str, Any]]:
        page = await ledger.read(username, "/notices", limit=200, **params)
        found: list[dict[str, Any]] = [item for item in page["items"] if item["kind"] != "appointed"]
        return found

    return read
