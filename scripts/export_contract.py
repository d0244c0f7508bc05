"""Prints the contract the code has, as `openapi/openapi.json` holds it."""

import json

from mingze.app import create_app


def contract() -> str:
    return json.dumps(create_app().openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(contract(), end="")
