"""The contract is kept: whatever is sent, by whomever, the answer is one the contract names, and never a 5xx.

Requests are made from the contract (right and wrong ones) with fixed seeds, signed in as somebody of every role and
two of another county, against ids that exist and ids that do not: half of them on each engine, others on each.
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

from mingze.access.permissions import Role
from mingze.app import create_app
from scripts.export_contract import contract
from tests.support.engines import Databases
from tests.support.live import serving
from tests.support.scene import Scene, fill, scene_settings

WHO = (*Role, "clerk_elsewhere", "liaison_elsewhere")
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
_SEEDS = {"sqlite": 20261122, "postgresql": 20261123}
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
    """`seed`: what the requests of this engine grow from."""

    seed: int
    address: str
    client: httpx.Client
    tokens: dict[str, str]


@pytest.fixture
def served(databases: Databases, tmp_path: Path) -> Iterator[Served]:
    url, said = databases.copy("scene", fill)
    scene = Scene(**json.loads(said))
    app = create_app(scene_settings(url, tmp_path))
    tokens = {
        name: app.state.tokens.issue(scene.region["accounts"][name], scene.people[name][1].partition(".")[0])
        for name in WHO
    }
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield Served(_SEEDS[databases.engine], address, client, tokens)
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
    @seed(served.seed)
    @settings(
        max_examples=12,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=_cases(OPERATIONS[label]),
        role=st.sampled_from([None, *WHO]),
        number=st.one_of(st.none(), st.integers(1, 24)),
    )
    def keeps(case: Case[Any], role: str | None, number: int | None) -> None:
        _aim(case, number)
        headers = {"Authorization": f"Bearer {served.tokens[role]}"} if role else {}
        response = case.call(base_url=served.address, headers=headers)
        case.validate_response(response, checks=CHECKS)

    keeps()
