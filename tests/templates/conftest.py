"""Offices with their ledgers, whose papers are written with templates."""

import pytest

from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.region import Region


@pytest.fixture
def ledger(sign_in: SignIn, region: Region) -> Ledger:
    return Ledger(sign_in, region)
