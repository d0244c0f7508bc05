"""The ledger, in which people write what others wrote."""

import pytest

from tests.conftest import SignIn
from tests.findings.conftest import Ledger
from tests.support.region import Region


@pytest.fixture
def ledger(sign_in: SignIn, region: Region) -> Ledger:
    return Ledger(sign_in, region)
