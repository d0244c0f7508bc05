"""The contract is written for whoever integrates: complete, honest, and the one that is committed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

from mingze.examples import EXAMPLES
from mingze.kit.problems import Problem
from scripts.export_contract import contract, problems

FOLDER = Path(__file__).parent.parent / "openapi"
PROBLEM = "application/problem+json"
METHODS = ("get", "post", "put", "patch", "delete")
#: Operations that answer everybody: signing in and out of nothing, and the words of the program.
DOCUMENT: dict[str, Any] = json.loads(contract())
#: For everybody: signing in, words, and what the public asks.
OPEN = {
    *("signIn", "refreshSession", "beginProviderSignIn", "finishProviderSignIn", "getMeta"),
    *(
        said["operationId"]
        for path, item in DOCUMENT["paths"].items()
        if path.startswith("/api/v1/portal")
        for said in item.values()
    ),
}


class Operation(NamedTuple):
    method: str
    path: str
    said: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return list(self.said.get("parameters", []))


def _operations() -> Iterator[Operation]:
    for path, item in DOCUMENT["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(method, path, item[method])


def _kinds(kind: type[Problem]) -> set[type[Problem]]:
    return {kind}.union(*(_kinds(below) for below in kind.__subclasses__()))


OPERATIONS = list(_operations())
#: Request bodies; forms are left out, for a file is shown by its kind.
SENT = sorted(
    name
    for name in DOCUMENT["components"]["schemas"]
    if not name.startswith("Body_")
    and f'"#/components/schemas/{name}"' in json.dumps([o.said.get("requestBody") for o in OPERATIONS])
)
every_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=str)


class TestCommittedContract:
    def test_is_the_one_of_the_code(self) -> None:
        assert json.loads((FOLDER / "openapi.json").read_text()) == json.loads(contract())

    def test_lists_every_kind_of_problem_the_code_knows(self) -> None:
        listed = json.loads((FOLDER / "problems.json").read_text())
        assert listed == json.loads(problems())
        assert {entry["type"] for entry in listed} == {kind.type() for kind in _kinds(Problem)}
        assert all(re.search(r"[\u4e00-\u9fff]", entry["title"]) for entry in listed)

    def test_declares_no_status_that_no_kind_of_problem_has(self) -> None:
        declared = {int(s) for o in OPERATIONS for s in o.said["responses"] if int(s) >= 400}
        assert declared <= {kind.status for kind in _kinds(Problem)}

    def test_names_no_wire_shape_by_the_room_it_lies_in(self) -> None:
        assert [name for name in DOCUMENT["components"]["schemas"] if "__" in name] == []

    def test_names_no_operation_twice(self) -> None:
        names = [operation.said["operationId"] for operation in OPERATIONS]
        assert sorted(names) == sorted(set(names))

    def test_describes_every_tag_it_uses(self) -> None:
        used = {tag for operation in OPERATIONS for tag in operation.said["tags"]}
        described = {tag["name"] for tag in DOCUMENT.get("tags", []) if tag.get("description")}
        assert used == described

    def test_has_no_wire_shape_without_a_use(self) -> None:
        text = json.dumps(DOCUMENT)
        shapes = DOCUMENT["components"]["schemas"]
        assert [name for name in shapes if f'"#/components/schemas/{name}"' not in text] == []


class TestEveryOperation:
    @every_operation
    def test_says_in_chinese_what_each_answer_is(self, operation: Operation) -> None:
        said = [answer["description"] for answer in operation.said["responses"].values()]
        assert all(re.search(r"[\u4e00-\u9fff]", words) for words in said)

    @every_operation
    def test_has_a_name_a_tag_and_a_summary(self, operation: Operation) -> None:
        assert re.fullmatch(r"[a-z][A-Za-z]+", operation.said["operationId"])
        assert len(operation.said["tags"]) == 1
        assert operation.said["summary"].strip()

    @every_operation
    def test_is_guarded_or_openly_open(self, operation: Operation) -> None:
        security = operation.said.get("security", DOCUMENT.get("security"))
        assert security is not None
        assert (security == []) == (operation.said["operationId"] in OPEN)

    @every_operation
    def test_documents_its_errors_as_problems(self, operation: Operation) -> None:
        errors = {
            int(status): set(response["content"])
            for status, response in operation.said["responses"].items()
            if int(status) >= 400
        }
        assert errors
        assert {status for status, kinds in errors.items() if kinds != {PROBLEM}} == set()
        if operation.said["operationId"] not in OPEN:
            assert {401, 403} <= set(errors)
        if "{" in operation.path:
            assert 404 in errors
        if operation.parameters or "requestBody" in operation.said:
            assert 422 in errors

    @every_operation
    def test_of_an_editor_documents_the_answers_to_versions(self, operation: Operation) -> None:
        if any(parameter["name"].lower() == "if-match" for parameter in operation.parameters):
            assert {"412", "428"} <= set(operation.said["responses"])

    @every_operation
    def test_declares_what_it_answers(self, operation: Operation) -> None:
        good = [
            response
            for status, response in operation.said["responses"].items()
            if status.startswith(("2", "307"))
        ]
        assert good
        for response in good:
            for kind in response.get("content", {}).values():
                assert kind.get("schema")

    @every_operation
    def test_that_lists_has_a_cursor_and_a_limit(self, operation: Operation) -> None:
        names = {parameter["name"] for parameter in operation.parameters}
        assert ("cursor" in names) <= ("limit" in names)


class TestShapes:
    @pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
    def test_have_fields_in_snake_case(self, name: str) -> None:
        fields = DOCUMENT["components"]["schemas"][name].get("properties", {})
        assert [field for field in fields if not re.fullmatch(r"[a-z][a-z0-9_]*", field)] == []

    @pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
    def test_are_explained_in_chinese_where_they_are_explained(self, name: str) -> None:
        shape = DOCUMENT["components"]["schemas"][name]
        said = [part.get("description") for part in (shape, *shape.get("properties", {}).values())]
        assert [words for words in said if words and not re.search(r"[\u4e00-\u9fff]", words)] == []

    @pytest.mark.parametrize("name", SENT)
    def test_sent_to_us_show_an_example(self, name: str) -> None:
        shape = DOCUMENT["components"]["schemas"][name]
        fields = shape.get("properties", {}).values()
        assert "examples" in shape or any("examples" in field for field in fields)

    @pytest.mark.parametrize("name", sorted(EXAMPLES))
    def test_take_their_own_example(self, name: str) -> None:
        models = {model.__name__: model for model in _below(BaseModel)}
        models[name].model_validate(EXAMPLES[name])


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        if child.__module__.startswith("mingze."):
            yield child
        yield from _below(child)
