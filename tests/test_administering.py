"""`mingze admin …` and the first start: the real process, as an operator runs it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.support.engines import Databases

PROGRAM = Path(sys.executable).parent / "mingze"
PASSWORD = "Baishi-County-7"


class Operator:
    """Runs the program over one data folder and one database."""

    def __init__(self, place: Path, url: str | None) -> None:
        self.place = place
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "MINGZE_DATA_DIR": str(place),
            "MINGZE_ARGON2_MEMORY_KIB": "8",
            "MINGZE_ARGON2_ROUNDS": "1",
            "PYTHONUNBUFFERED": "1",
            **({"MINGZE_DATABASE_URL": url} if url else {}),
        }

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments],
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, *arguments: str, typed: str = "") -> str:
        result = self.run(*arguments, typed=typed)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def refused(self, *arguments: str, typed: str = "") -> str:
        result = self.run(*arguments, typed=typed)
        assert result.returncode != 0
        assert "Traceback" not in result.stderr
        return result.stderr


@pytest.fixture
def operator(databases: Databases, tmp_path: Path) -> Operator:
    return Operator(tmp_path / "var", databases.create())


class TestAdmin:
    def test_makes_units_accounts_and_appointments(self, operator: Operator) -> None:
        assert "云州市卫生健康委员会" in operator.done(
            "admin", "add-unit", "YZ", "云州市卫生健康委员会", "--kind", "commission"
        )
        operator.done("admin", "add-unit", "YZ-QH", "青禾县卫生健康局", "--kind", "bureau", "--below", "YZ")
        assert "zhang.san" in operator.done(
            "admin", "add-account", "Zhang.San", "张三", "--unit", "YZ-QH", typed=f"{PASSWORD}\n"
        )
        assert "监督办经办人" in operator.done("admin", "appoint", "zhang.san", "clerk", "YZ")
        assert "三员分离" in operator.refused("admin", "appoint", "zhang.san", "auditor", "YZ")
        assert "没有编码为" in operator.refused("admin", "appoint", "zhang.san", "clerk", "NONE")
        assert "没有用户名为" in operator.refused("admin", "appoint", "li.si", "clerk", "YZ")
        assert "已被使用" in operator.refused("admin", "add-unit", "YZ", "别的", "--kind", "other")
        assert "至少" in operator.refused(
            "admin", "add-account", "li.si", "李四", "--unit", "YZ", typed="short\n"
        )
        assert "事件链完整:核对 4 条记录、0 个检查点" in operator.done("admin", "verify-events")


class TestVerifyEvents:
    @pytest.fixture
    def tampered(self, tmp_path: Path) -> Operator:
        operator = Operator(tmp_path / "var", None)
        for number in range(3):
            operator.done("admin", "add-unit", f"U{number}", "单位", "--kind", "other")
        return operator

    def _behind(self, operator: Operator, *statements: str) -> None:
        connection = sqlite3.connect(operator.place / "mingze.db")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    def test_names_the_first_bad_position(self, tampered: Operator) -> None:
        self._behind(tampered, "UPDATE event SET action = 'x' WHERE position = 2")
        assert "第 2 条,记录被改动" in tampered.refused("admin", "verify-events")

    def test_names_where_the_tail_was_cut(self, tampered: Operator) -> None:
        self._behind(
            tampered, "DELETE FROM event_payload WHERE position > 1", "DELETE FROM event WHERE position > 1"
        )
        assert "第 2 条,记录被截断" in tampered.refused("admin", "verify-events")

    def test_refuses_a_forged_checkpoint(self, tampered: Operator) -> None:
        line = '{"position": 3, "hash": "' + "0" * 64 + '", "at": "2026-01-01", "signature": "00"}\n'
        (tampered.place / "checkpoints.jsonl").write_text(line)
        assert "第 1 行的签名不成立" in tampered.refused("admin", "verify-events")


class TestFirstStart:
    def test_makes_two_administrators_and_tells_their_passwords_once(self, tmp_path: Path) -> None:
        operator = Operator(tmp_path / "var", None)
        first = self._serve(operator)
        told = dict(re.findall(r"用户名 (\w+)  密码 (\S+)", first))
        assert set(told) == {"system", "security"}
        assert told["system"] != told["security"]
        second = self._serve(operator, *told.items())
        assert "密码" not in second.replace("首次登录须改密码", "")
        assert "工作台" in second
        for key in (tmp_path / "var" / "keys").iterdir():
            assert key.stat().st_mode & 0o077 == 0
        # The log was sealed when the service stopped, and holds against its checkpoints.
        assert "事件链完整" in operator.done("admin", "verify-events")

    def test_puts_the_first_administrators_at_the_top_that_is_there(self, tmp_path: Path) -> None:
        operator = Operator(tmp_path / "var", None)
        operator.done("admin", "add-unit", "YZ", "云州市卫生健康委员会", "--kind", "commission")
        self._serve(operator)
        connection = sqlite3.connect(tmp_path / "var" / "mingze.db")
        held = connection.execute("SELECT role, unit_id FROM appointment").fetchall()
        units = connection.execute("SELECT code FROM unit").fetchall()
        connection.close()
        assert (held, units) == ([("system_admin", 1), ("security_admin", 1)], [("YZ",)])

    def test_refuses_a_server_database_of_another_schema(self, databases: Databases, tmp_path: Path) -> None:
        if databases.engine != "postgresql":
            return
        operator = Operator(tmp_path / "var", databases.create())
        assert "mingze migrate" in operator.refused("serve", "--port", "0")

    def test_refuses_weak_settings_in_production(self, tmp_path: Path) -> None:
        operator = Operator(tmp_path / "var", None)
        operator.environment["MINGZE_ENVIRONMENT"] = "production"
        result = operator.run("admin", "add-unit", "YZ", "云州市", "--kind", "commission")
        assert result.returncode != 0
        assert "too weak for production" in result.stderr

    def _serve(self, operator: Operator, *sign_in: tuple[str, str]) -> str:
        """Start, wait until it answers, sign in as each, stop as an operator would; what it printed."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port)],
            env=operator.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        base = f"http://127.0.0.1:{port}/api/v1"
        try:
            self._wait(process, base)
            for name, password in sign_in:
                answer = httpx.post(f"{base}/sessions", json={"username": name, "password": password})
                assert answer.json()["account"]["must_change_password"] is True
        finally:
            process.terminate()
            printed, _ = process.communicate(timeout=60)
        return printed

    def _wait(self, process: subprocess.Popen[str], base: str) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until and process.poll() is None:
            try:
                httpx.get(f"{base}/meta")
            except httpx.TransportError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError("the service did not start")


def test_the_program_is_installed() -> None:
    assert shutil.which(str(PROGRAM))
