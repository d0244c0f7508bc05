"""How far an answer of the reader agrees with what a person expected of the document.

Every value that the document states is one field: right, wrong (another value), missing (expected, not read) or
invented (read, but the document does not state it). Texts are compared up to width and white space.
`python -m tests.papers.scoring EXPECTED.json FILE [EXPECTED.json FILE …] [-v]` prints the table.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from mingze.papers.reader import read
from mingze.papers.source import one_width

HEAD = ("kind", "title", "issuer", "document_number", "issued_on", "printed_on", "published_on")
FINDING = (
    "section",
    "group",
    "number",
    "problem",
    "progress",
    "status",
    "status_text",
    "owner",
    "unit",
    "due",
    "key_matter",
)
_SAME_ENOUGH = 0.5


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def expected(self) -> int:
        return self.right + self.wrong + self.missing

    @property
    def share(self) -> float:
        """What of the fields that were expected or read is right."""
        all_ = self.expected + self.invented
        return self.right / all_ if all_ else 1.0

    def value(self, path: str, expected: Any, read: Any) -> None:
        if _absent(expected) and _absent(read):
            return
        if _absent(read):
            self.missing += 1
            self.faults.append(f"missing  {path}: {_short(expected)}")
        elif _absent(expected):
            self.invented += 1
            self.faults.append(f"invented {path}: {_short(read)}")
        elif plain(expected) == plain(read):
            self.right += 1
        else:
            self.wrong += 1
            self.faults.append(f"wrong    {path}: {_short(expected)} ≠ {_short(read)}")


def plain(value: Any) -> Any:
    """A value as it is compared: texts without blanks, in one width, without their last stop."""
    if isinstance(value, str):
        return "".join(one_width(value).split()).rstrip("。;,.:、")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def score(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> Score:
    """Compares the parts that the expectation speaks of; a part it leaves out is not compared."""
    result = Score()
    for name in HEAD:
        if name in expected:
            result.value(name, expected[name], answer[name])
    if "aliases" in expected:
        _texts(result, "aliases", expected["aliases"], answer["aliases"])
    for name in ("inspection", "totals"):
        if name in expected:
            _mapping(result, name, expected[name] or {}, answer[name] or {})
    if "outline" in expected:
        _outline(result, expected["outline"], _without_findings(answer))
    if "findings" in expected:
        _findings(result, expected["findings"], answer["findings"])
    if expected.get("plan"):
        _plan(result, expected["plan"], answer["plan"] or {})
    if "figures" in expected:
        _figures(result, expected["figures"], answer["figures"])
    if "warnings" in expected:
        _counted(
            result,
            "warnings",
            [one["code"] for one in expected["warnings"]],
            [one["code"] for one in answer["warnings"]],
        )
    return result


def _mapping(result: Score, path: str, expected: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    for name in dict.fromkeys([*expected, *read]):
        result.value(f"{path}.{name}", expected.get(name), read.get(name))


def _texts(result: Score, path: str, expected: Sequence[Any], read: Sequence[Any]) -> None:
    """Lists of texts, in order: what stands in both is right, whatever was put in between."""
    matcher = SequenceMatcher(
        None, [_key(plain(one)) for one in expected], [_key(plain(one)) for one in read], autojunk=False
    )
    for _, left, left_end, right, right_end in matcher.get_opcodes():
        for at in range(max(left_end - left, right_end - right)):
            result.value(
                f"{path}[{left + at}]",
                expected[left + at] if left + at < left_end else None,
                read[right + at] if right + at < right_end else None,
            )


def _counted(result: Score, path: str, expected: Sequence[str], read: Sequence[str]) -> None:
    wanted, got = Counter(expected), Counter(read)
    for code in dict.fromkeys([*wanted, *got]):
        for at in range(max(wanted[code], got[code])):
            result.value(path, code if at < wanted[code] else None, code if at < got[code] else None)


def _outline(result: Score, expected: Sequence[Any], read: Sequence[Any]) -> None:
    _texts(result, "outline", list(_headings(expected)), list(_headings(read)))


def _without_findings(answer: Mapping[str, Any]) -> list[Any]:
    """The outline without the numbers of findings, which are compared as findings."""
    starts = {finding["span"][0] for finding in answer["findings"]}

    def kept(tree: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [
            {**heading, "children": kept(heading["children"])}
            for heading in tree
            if heading["span"][0] not in starts
        ]

    return kept(answer["outline"])


def _headings(tree: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for heading in tree:
        yield f"{heading['number']} {heading['title']}"
        yield from _headings(heading.get("children") or [])


def _findings(result: Score, expected: Sequence[Any], read: Sequence[Any]) -> None:
    for at, wanted, got in _pairs(expected, read, lambda one: one.get("problem") or ""):
        path = f"findings[{at}:{(wanted or got).get('section')}-{(wanted or got).get('number')}]"
        for name in FINDING:
            if not wanted or name in wanted:
                result.value(f"{path}.{name}", (wanted or {}).get(name), (got or {}).get(name))
        if not wanted or "measures" in wanted:
            _texts(result, f"{path}.measures", *(_measures(one) for one in (wanted, got)))


def _measures(finding: Mapping[str, Any] | None) -> list[str]:
    return list((finding or {}).get("measures") or [])


def _plan(result: Score, expected: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    for name in ("objective", "scope", "objects", "parent", "sub_plan_due"):
        if name in expected:
            result.value(f"plan.{name}", expected[name], read.get(name))
    for name in ("leading_group", "reporting"):
        if name not in expected:
            continue
        wanted, got = expected[name] or {}, read.get(name) or {}
        for key in dict.fromkeys([*wanted, *got]):
            left, right = wanted.get(key), got.get(key)
            if isinstance(left, list) or isinstance(right, list):
                _texts(result, f"plan.{name}.{key}", *(_listed(value) for value in (left, right)))
            else:
                result.value(f"plan.{name}.{key}", left, right)
    _stages(result, expected.get("stages") or [], read.get("stages") or [])
    _tasks(result, expected.get("tasks") or [], read.get("tasks") or [])
    if "problem_types" in expected:
        types = (list(_headings(one.get("problem_types") or [])) for one in (expected, read))
        _texts(result, "plan.problem_types", *types)
    if "contacts" in expected:
        _counted(
            result,
            "plan.contacts",
            *([plain(contact["value"]) for contact in one.get("contacts") or []] for one in (expected, read)),
        )


def _listed(value: Any) -> list[Any]:
    """Where one side lists what the other tells in one text, the text is a list of one."""
    return value if isinstance(value, list) else [value] if value else []


def _stages(result: Score, expected: Sequence[Any], read: Sequence[Any]) -> None:
    for at, wanted, got in _pairs(expected, read, lambda one: one.get("name") or ""):
        for name in ("number", "name", "mechanism", "start", "end"):
            result.value(f"plan.stages[{at}].{name}", (wanted or {}).get(name), (got or {}).get(name))


def _tasks(result: Score, expected: Sequence[Any], read: Sequence[Any]) -> None:
    for at, wanted, got in _pairs(expected, read, lambda one: one.get("title") or one.get("text") or ""):
        for name in ("number", "title", "text"):
            if not wanted or name in wanted:
                result.value(f"plan.tasks[{at}].{name}", (wanted or {}).get(name), (got or {}).get(name))
        departments = ((one or {}).get("departments") or [] for one in (wanted, got))
        _texts(result, f"plan.tasks[{at}].departments", *departments)
        left, right = ((one or {}).get("due") or {} for one in (wanted, got))
        for name in ("kind", "date"):
            kinds = (None if one.get(name) == "none" else one.get(name) for one in (left, right))
            result.value(f"plan.tasks[{at}].due.{name}", *kinds)


def _figures(result: Score, expected: Sequence[Any], read: Sequence[Any]) -> None:
    def name(one: Mapping[str, Any]) -> str:
        return f"{one['value']:g}{one['unit']}{one['label']}"

    for at, wanted, got in _pairs(expected, read, name):
        path = f"figures[{at}:{(wanted or got)['value']}]"
        for key in ("value", "unit", "label", "rate"):
            result.value(f"{path}.{key}", (wanted or {}).get(key), (got or {}).get(key))
        parts = ([f"{part['value']:g}" for part in (one or {}).get("parts") or []] for one in (wanted, got))
        _texts(result, f"{path}.parts", *parts)
        bases = (((one or {}).get("base") or {}).get("value") for one in (wanted, got))
        result.value(f"{path}.base", *bases)


def _pairs(
    expected: Sequence[Any], read: Sequence[Any], words: Callable[[Any], str]
) -> Iterator[tuple[int, Any, Any]]:
    """Records of both sides that mean the same, in order; what has no partner stands alone."""
    left, right = [_key(plain(words(one))) for one in expected], [_key(plain(words(one))) for one in read]
    at_right = 0
    partner: dict[int, int] = {}
    for at, key in enumerate(left):
        best, degree = None, _SAME_ENOUGH
        for other in range(at_right, min(len(right), at_right + 8)):
            likeness = (
                1.0 if right[other] == key else SequenceMatcher(None, key[:400], right[other][:400]).ratio()
            )
            if likeness > degree:
                best, degree = other, likeness
        if best is not None:
            partner[at] = best
            at_right = best + 1
    taken = set(partner.values())
    for at, one in enumerate(expected):
        yield at, one, read[partner[at]] if at in partner else None
    for other, one in enumerate(read):
        if other not in taken:
            yield len(expected) + other, None, one


def _key(value: Any) -> str:
    return str(value)


def _absent(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def _short(value: Any) -> str:
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= 90 else f"{text[:60]}…{text[-25:]}({len(text)})"


def main(arguments: Sequence[str]) -> None:
    names = [name for name in arguments if name != "-v"]
    print("| document | expected | right | wrong | missing | invented | right % | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    together = Score()
    for expectation, file in zip(names[::2], names[1::2], strict=True):
        wanted = json.loads(Path(expectation).read_text("utf-8"))
        started = time.perf_counter()
        answer = read(Path(file).name, Path(file).read_bytes()).to_json()
        seconds = time.perf_counter() - started
        one = score(wanted, answer)
        _row(Path(file).name, one, f"{seconds:.2f}")
        for name in ("right", "wrong", "missing", "invented"):
            setattr(together, name, getattr(together, name) + getattr(one, name))
        if "-v" in arguments:
            print("\n".join(one.faults))
    _row("all", together, "")


def _row(name: str, one: Score, seconds: str) -> None:
    print(
        f"| {name} | {one.expected} | {one.right} | {one.wrong} | {one.missing} | {one.invented} "
        f"| {one.share:.1%} | {seconds} |"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
