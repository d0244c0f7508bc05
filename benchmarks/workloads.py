"""What is measured: the requests of both sides, and what their answers must have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from benchmarks.region import COUNTY, SEARCHED
from mingze.kit.pages import COUNT_CAP

#: What an answer holds, in a form both sides can be brought to: ids, totals, names.
Held = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Side:
    """How one side is asked, and what its answer holds. A path with {id} takes another finding each time."""

    method: str
    path: str
    held: Held


@dataclass(frozen=True, slots=True)
class Workload:
    name: str
    session: str
    mingze: Side
    floor: Side
    changes: bool = False


def _listed(answer: Any) -> Any:
    """Ids and counts line by line, the units of each, and how many there are in all."""
    lines = [
        (
            line["id"],
            line["due_on"],
            line["measures_total"],
            line["measures_accepted"],
            sorted((unit["id"], unit["part"], unit["name"]) for unit in line["units"]),
        )
        for line in answer["items"]
    ]
    return lines, min(answer["total"], COUNT_CAP - 1)


def _of_detail(answer: Any) -> Any:
    items = answer["items"]
    return (
        answer["id"],
        answer["problem"],
        answer["registered_by"]["name"],
        sorted((unit["id"], unit["part"]) for unit in answer["units"]),
        [(item["id"], item["text"], item["unit"]["name"], item["owner"]["name"]) for item in items],
        sorted(
            (note["id"], note["text"], note["account"]["name"]) for item in items for note in item["notes"]
        ),
        sorted((file["id"], file["name"], file["sha256"]) for item in items for file in item["evidence"]),
        [
            (event["position"], event["action"], event["actor_name"], event["changes"])
            for event in answer["events"]
        ],
    )


def _of_rows(answer: Any) -> Any:
    (finding,) = answer["finding"]
    return (
        finding["id"],
        finding["problem"],
        finding["registered_by"],
        sorted((unit["id"], unit["part"]) for unit in answer["units"]),
        [(item["id"], item["text"], item["unit_name"], item["owner_name"]) for item in answer["items"]],
        sorted((note["id"], note["text"], note["name"]) for note in answer["notes"]),
        sorted((file["id"], file["name"], file["sha256"]) for file in answer["evidence"]),
        [
            (event["position"], event["action"], event["name"], event["body"]["changes"])
            for event in answer["events"]
        ],
    )


def _moved(answer: Any) -> Any:
    """Each side moves another finding, so only where it stands can be the same."""
    return answer["version"], answer["work_state"]


def _list(name: str, session: str, mingze: str, floor: str) -> Workload:
    path = f"/api/v1/findings?limit=50&sort=due_on&{mingze}"
    return Workload(name, session, Side("GET", path, _listed), Side("GET", floor, _listed))


def _matrix(answer: Any) -> Any:
    """Who stands how in which month."""
    months = [period["start"] for period in answer["periods"]]
    return months, [(row["unit_id"], row["unit_name"], row["cells"]) for row in answer["rows"]]


_W1 = "work_state=rectifying&light=red"
WORKLOADS = (
    _list("W1 list 50, a county", "city", f"unit_id={COUNTY}&{_W1}", f"/w1?unit_id={COUNTY}"),
    _list("W1 list 50, the city", "city", f"unit_id=1&{_W1}", "/w1?unit_id=1"),
    Workload(
        "W2 one finding",
        "city",
        Side("GET", "/api/v1/findings/{id}?include=events", _of_detail),
        Side("GET", "/w2/{id}", _of_rows),
    ),
    Workload(
        "W3 one transition",
        "head",
        Side("POST", "/api/v1/findings/{id}/actions/accept", _moved),
        Side("POST", "/w3/{id}", _moved),
        changes=True,
    ),
    Workload(
        "W4 reports of a campaign, units × months",
        "city",
        Side("GET", "/api/v1/campaigns/1/report-matrix", _matrix),
        Side("GET", "/w4", _matrix),
    ),
    _list("W5 search, the city", "city", f"q={quote(SEARCHED)}", f"/w5?unit_id=1&q={quote(SEARCHED)}"),
    _list(
        "W5 search, a county", "county", f"q={quote(SEARCHED)}", f"/w5?unit_id={COUNTY}&q={quote(SEARCHED)}"
    ),
)
