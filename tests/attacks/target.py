"""The service under attack: anybody's requests, by the names of the scene."""

import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from mingze.events.queries import head
from tests.support.region import PASSWORD
from tests.support.scene import Scene


@dataclass
class Target:
    app: FastAPI
    client: httpx.AsyncClient
    scene: Scene
    _tokens: dict[str, str] = field(default_factory=dict)

    def id(self, name: str) -> int:
        """The id of a thing, a unit (`unit:hospital`) or an account (`account:clerk`) of the scene."""
        kind, _, rest = name.rpartition(":")
        if kind:
            return self.scene.region[f"{kind}s"][rest]
        return self.scene.ids[name]

    def named(self, name: str) -> int | str:
        """The same, or what a session (`session:clerk`) or an upload (`upload:begun_upload`) goes by."""
        kind, _, rest = name.rpartition(":")
        match kind:
            case "session":
                return self.scene.people[rest][1].partition(".")[0]
            case "upload":
                return self.scene.uploads[rest]
        return self.id(name)

    def fill(self, value: Any) -> Any:
        """`value` with every "{name}" replaced by the id of that thing."""
        match value:
            case str() if named := re.fullmatch(r"\{([\w:]+)\}", value):
                return self.named(named[1])
            case dict():
                return {key: self.fill(item) for key, item in value.items()}
            case list():
                return [self.fill(item) for item in value]
        return value

    def path(self, path: str) -> str:
        return "/".join(str(self.fill(part)) for part in path.split("/"))

    async def sign_in(self, username: str, password: str = PASSWORD) -> httpx.Response:
        answer = await self.client.post("/sessions", json={"username": username, "password": password})
        self.client.cookies.clear()
        if answer.is_success:
            self._tokens[username] = answer.json()["access_token"]
        return answer

    def bearer(self, who: str) -> str:
        return f"Bearer {self._tokens.get(who) or self.scene.people[who][0]}"

    async def ask(self, who: str | None, method: str, path: str, **more: Any) -> httpx.Response:
        """One request as `who` (None: nobody); `version` of an integer becomes If-Match."""
        headers = dict(more.pop("headers", {}))
        if who is not None:
            headers.setdefault("Authorization", self.bearer(who))
        version = more.pop("version", None)
        if version is not None:
            headers["If-Match"] = f'"v{version}"'
        more |= {part: self.fill(more[part]) for part in ("json", "data", "params") if part in more}
        answer = await self.client.request(method, self.path(path), headers=headers, **more)
        self.client.cookies.clear()
        return answer

    async def do(self, who: str, method: str, path: str, **more: Any) -> Any:
        """The same, by somebody who may."""
        answer = await self.ask(who, method, path, **more)
        assert answer.is_success, f"{who} {method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def act(self, who: str, finding: int, action: str, **body: Any) -> httpx.Response:
        """An act on a finding, in the version it has."""
        version = (await self.do("clerk", "GET", f"/findings/{finding}"))["version"]
        return await self.ask(
            who, "POST", f"/findings/{finding}/actions/{action}", json=body, version=version
        )

    async def act_on_item(self, who: str, item: int, action: str, **body: Any) -> httpx.Response:
        version = (await self.do("clerk", "GET", f"/rectification-items/{item}"))["version"]
        return await self.ask(
            who, "POST", f"/rectification-items/{item}/actions/{action}", json=body, version=version
        )

    async def appoint(self, who: str, role: str, unit: str) -> None:
        body = {"account_id": f"{{account:{who}}}", "unit_id": f"{{unit:{unit}}}", "role": role}
        await self.do("security_admin", "POST", "/appointments", json=body)

    async def trail(self) -> int:
        """How many events there are."""
        async with self.app.state.database.reading() as session:
            return (await head(session))[0]
