"""What a process serves: everything, the inside without the portal, or the portal alone."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from mingze.app import create_app
from mingze.settings import Settings
from tests.conftest import SignIn
from tests.support.region import Region


@pytest.fixture(params=["inside", "public"])
async def zoned(settings: Settings, request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, FastAPI]]:
    app = create_app(settings.model_copy(update={"zone": request.param}))
    async with app.router.lifespan_context(app):
        yield request.param, app


async def test_each_zone_serves_its_own(zoned: tuple[str, FastAPI]) -> None:
    zone, app = zoned
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://mingze.test"
    ) as client:
        public = ("/portal", "/portal/complain", "/api/v1/portal")
        inside = ("/api/v1/meta", "/api/v1/complaints", "/api/v1/me", "/api/v1/units", "/today")
        shown = {path: (await client.get(path)).status_code for path in (*public, *inside)}
        signed_in = await client.post("/api/v1/sessions", json={"username": "clerk", "password": "x"})
        assert (await client.get("/healthz")).status_code == 200
        door = await client.get("/")
    if zone == "public":
        assert [shown[path] for path in public] == [200, 200, 200]
        assert {shown[path] for path in inside} == {404}
        assert signed_in.status_code == 404
        assert door.headers["location"] == "/portal"
    else:
        assert [shown[path] for path in public] == [404, 404, 404]
        assert shown["/api/v1/meta"] == 200
        assert signed_in.status_code == 401


async def test_the_code_of_a_unit_leads_to_its_form(
    app: FastAPI, sign_in: SignIn, region: Region, client: httpx.AsyncClient
) -> None:
    units = region.units
    officer = await sign_in("hospital_officer")
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        code = await officer.get(f"/api/v1/units/{units['hospital']}/portal-code", params={"format": form})
        assert code.content.startswith(start)
    department = await officer.get(f"/api/v1/units/{units['hospital_medical']}/portal-code")
    assert department.status_code == 409
    assert (await client.get("/portal/complain?unit=YZ-QH-RM")).text.count("青禾县人民医院")
