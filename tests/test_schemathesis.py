"""The contract is kept: whatever is sent, by whomever, the answer is one the contract names, and never a 5xx.

Requests are made from the contract (right and wrong ones) with a fixed seed, signed in as people of several
roles, against ids that exist and ids that do not, on both engines.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode, checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks as openapi_checks

from mingze.app import create_app
from scripts.export_contract import contract
from tests.support.engines import Databases
from tests.support.live import serving
from tests.support.region import PASSWORD, settings_for
from tests.support.template import fill

ROLES = ("clerk", "leader", "unit_head", "liaison_elsewhere", "system_admin", "security_admin", "auditor")
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
#: It ends the session the whole test is signed in with.
LEFT_OUT = {"DELETE /api/v1/sessions/current"}

# The pieces of a resumed upload are bytes like any others.
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
schema = schemathesis.openapi.from_dict(json.loads(contract()))
OPERATIONS = {
    operation.label: operation
    for found in schema.get_all_operations()
    if isinstance(found, Ok) and (operation := found.ok()).label not in LEFT_OUT
}


@dataclass(frozen=True)
class Served:
    address: str
    client: httpx.Client
    tokens: dict[str, str]


@pytest.fixture
def served(databases: Databases, tmp_path: Path) -> Iterator[Served]:
    url, _ = databases.copy("region", fill)
    app = create_app(settings_for(url, tmp_path))
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        tokens = {}
        for name in ROLES:
            answer = client.post("/api/v1/sessions", json={"username": name, "password": PASSWORD})
            tokens[name] = answer.json()["access_token"]
        client.cookies.clear()
        yield Served(address, client, tokens)
    databases.drop(url)


def _cases(operation: APIOperation[Any, Any, Any, Any]) -> st.SearchStrategy[Case[Any]]:
    return st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )


def _aim(case: Case[Any], number: int | None) -> None:
    """Point at something that exists: the numbered resource in its first version."""
    if number is None:
        return
    for name in case.path_parameters:
        case.path_parameters[name] = number
    if any(parameter.name.lower() == "if-match" for parameter in case.operation.headers):
        case.headers["If-Match"] = '"v1"'


def test_every_operation_can_be_read() -> None:
    assert all(isinstance(found, Ok) for found in schema.get_all_operations())


@pytest.mark.slow
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_keeps_the_contract(served: Served, label: str) -> None:
    @seed(20261122)
    @settings(
        max_examples=24,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=_cases(OPERATIONS[label]),
        role=st.sampled_from([None, *ROLES]),
        number=st.one_of(st.none(), st.integers(1, 12)),
    )
    def keeps(case: Case[Any], role: str | None, number: int | None) -> None:
        _aim(case, number)
        headers = {"Authorization": f"Bearer {served.tokens[role]}"} if role else {}
        response = case.call(base_url=served.address, headers=headers)
        case.validate_response(response, checks=CHECKS)

    keeps()
