"""Prints the contract the code has, as `openapi/openapi.json` holds it."""

import json

from pydantic import SecretStr

from mingze.app import create_app
from mingze.settings import Settings

#: The contract does not depend on it; without one, the service would make and keep its own.
_SETTINGS = Settings(token_secret=SecretStr("only to describe the service, never to serve it"))


def contract() -> str:
    return json.dumps(create_app(_SETTINGS).openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(contract(), end="")
