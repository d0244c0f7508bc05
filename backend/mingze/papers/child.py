"""`python -m mingze.papers.child NAME [text]`: reads one document from standard input, prints the answer as JSON."""

import json
import sys

from mingze.kit.limited import REFUSED
from mingze.papers.extracted import UnreadableDocument
from mingze.papers.reader import read


def main() -> int:
    name, *options = sys.argv[1:]
    try:
        answer = read(name, sys.stdin.buffer.read()).to_json(with_text="text" in options)
    except UnreadableDocument as error:
        _print({"code": error.code, "message": error.message})
        return REFUSED
    _print(answer)
    return 0


def _print(value: object) -> None:
    """As letters, not as six signs for each; half a letter that a file may hold goes through as it is."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main())
