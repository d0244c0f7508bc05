"""`python -m mingze.papers.writing.template_child`: checks or fills the template that standard input gives as JSON."""

import base64
import json
import sys

from mingze.papers.writing.template_fields import TemplateValues
from mingze.papers.writing.templates import filled, problems_of


def main() -> int:
    given = json.load(sys.stdin)
    template = base64.b64decode(given["template"])
    problems = problems_of(given["kind"], template)
    answer: dict[str, object] = {"problems": [[one.place, one.message] for one in problems]}
    if not problems and "once" in given:
        written = filled(given["kind"], template, TemplateValues(given["once"], given["rows"]))
        answer["file"] = base64.b64encode(written).decode()
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
