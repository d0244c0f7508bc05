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
        sys.stdout.write(json.dumps({"code": error.code, "message": error.message}))
        return REFUSED
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
