"""What the import rules of pyproject.toml cannot say, and that those rules are kept."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BACKEND = ROOT / "backend" / "mingze"
MODULES = sorted(BACKEND.rglob("*.py"))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _importing(*packages: str) -> set[str]:
    return {
        str(path.relative_to(BACKEND))
        for path in MODULES
        if any(name.split(".")[0] in packages for name in _imported(path))
    }


class TestRooms:
    def test_import_one_way(self) -> None:
        program = Path(sys.executable).parent / "lint-imports"
        done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr

    def test_are_all_in_the_list_of_layers(self) -> None:
        contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
        listed = {room for layer in contracts[0]["layers"] for room in layer.split(" : ")}
        rooms = {path.parent.name for path in BACKEND.glob("*/__init__.py")}
        assert rooms - listed == set()


class TestLibraries:
    def test_tokens_are_known_to_two_files(self) -> None:
        """Our own, and those another platform signs."""
        assert _importing("jose") == {"accounts/oidc.py", "accounts/tokens.py"}

    def test_http_is_known_to_routers_and_the_frame_around_them(self) -> None:
        frame = {"app.py", "cli.py", "contract.py", "meta.py", "spa.py"}
        shared_by_routers = {
            "access/unit_places.py",
            "attachments/resuming.py",
            "campaigns/task_views.py",
            "campaigns/views.py",
            "complaints/figure_queries.py",
            "attachments/taking.py",
            "findings/report_options.py",
        }
        allowed = {
            str(path.relative_to(BACKEND))
            for path in MODULES
            if path.name in {"router.py", "dependencies.py"}
            or path.parent.name in {"kit", "operation"}
            # A form says there that one of its fields is a file.
            or path.name.endswith("schemas.py")
            or path.name.endswith("_router.py")
            # Pages of the portal are HTTP through and through: what is asked, filled in, sent.
            or (path.parent.name == "portal" and path.name.endswith(("pages.py", "forms.py", "asking.py")))
        }
        assert _importing("fastapi", "starlette") - allowed - frame - shared_by_routers == set()


class TestServices:
    @pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BACKEND)))
    def test_never_commit(self, path: Path) -> None:
        """One place commits, so that an event is always part of what it tells about."""
        # A restore fills a database that no service is using yet.
        if path.parent.name == "kit" or path == BACKEND / "operation" / "restore.py":
            return
        calls = [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"commit", "rollback"}
        ]
        assert calls == []

    def test_leave_reading_to_queries(self) -> None:
        """Every SELECT stands in a queries.py, where its scope can be seen (`INSERT … SELECT` writes)."""
        reads = {"scalar", "scalars", "stream", "stream_scalars", "get", "get_one", "refresh"}
        elsewhere = {
            f"{path.relative_to(BACKEND)}:{node.lineno}"
            for path in MODULES
            if path.stem.endswith(("service", "router", "rules", "schemas"))
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "session"
            and node.func.attr in reads
        }
        assert elsewhere == set()
