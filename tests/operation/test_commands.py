"""`mingze check | backup | restore` as an operator types them."""

import subprocess
from pathlib import Path

import pyrage
import pytest

from mingze.settings import Settings
from tests.operation.conftest import Staged
from tests.support.process import MINGZE, environment

pytestmark = pytest.mark.slow


def _run(settings: Settings, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    said = environment(settings, **more)
    command = [MINGZE, *arguments]
    return subprocess.run(
        command, env=said, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


class TestCheck:
    def test_says_in_chinese_what_is_unsafe_and_fails_on_an_error(self, staged: Staged) -> None:
        done = _run(staged.settings, "check", MINGZE_SECOND_FACTOR="voluntary")
        assert "警告 [development]" in done.stdout
        assert done.stdout.rstrip().splitlines()[-1].startswith("错误 ")
        in_production = {
            "MINGZE_ENVIRONMENT": "production",
            "MINGZE_ARGON2_MEMORY_KIB": "19456",
            "MINGZE_ARGON2_ROUNDS": "2",
            "MINGZE_SECOND_FACTOR": "voluntary",
        }
        unsafe = _run(staged.settings, "check", **in_production)
        assert unsafe.returncode == 1
        assert "错误 [voluntary-second-factor]" in unsafe.stdout
        assert "Traceback" not in unsafe.stderr

    def test_refuses_settings_that_are_none_without_printing_them(self, staged: Staged) -> None:
        done = _run(staged.settings, "check", MINGZE_SMTP_URL="ftp://user:its-password@host")
        assert done.returncode == 1
        assert "错误 [settings]" in done.stdout
        assert "its-password" not in done.stdout + done.stderr


class TestBackupAndRestore:
    def test_go_round_with_a_passphrase_file(
        self, staged: Staged, elsewhere: Settings, tmp_path: Path
    ) -> None:
        passphrase, file = tmp_path / "passphrase", tmp_path / "mingze.age"
        passphrase.write_text("a passphrase from a file\n")
        made = _run(staged.settings, "backup", file, "--passphrase-file", passphrase)
        assert made.returncode == 0, made.stderr
        assert "已备份到" in made.stdout
        told = made.stdout.split("SHA-256 ")[1][:64]
        another = _run(elsewhere, "restore", file, "--passphrase-file", passphrase, "--sha256", "0" * 64)
        assert another.returncode == 1
        assert "不是那一份。没有恢复任何内容" in another.stderr
        back = _run(elsewhere, "restore", file, "--passphrase-file", passphrase, "--sha256", told)
        assert back.returncode == 0, back.stderr
        for word in ("已恢复", "逐行与清单一致", "内容与哈希一致", "哈希链完整", "重新登录"):
            assert word in back.stdout
        assert _run(elsewhere, "admin", "verify-events").returncode == 0
        again = _run(elsewhere, "restore", file, "--passphrase-file", passphrase)
        assert (again.returncode, "不是空的" in again.stderr) == (1, True)

    def test_go_round_with_the_key_of_somebody(
        self, staged: Staged, elsewhere: Settings, tmp_path: Path
    ) -> None:
        holder, file, key = pyrage.x25519.Identity.generate(), tmp_path / "mingze.age", tmp_path / "key"
        key.write_text(f"# created: today\n# public key: {holder.to_public()}\n{holder}\n")
        made = _run(staged.settings, "backup", file, "--recipient", str(holder.to_public()))
        assert made.returncode == 0, made.stderr
        wrong = tmp_path / "wrong"
        wrong.write_text(str(pyrage.x25519.Identity.generate()))
        refused = _run(elsewhere, "restore", file, "--identity-file", wrong)
        assert refused.returncode == 1
        assert "没有恢复任何内容" in refused.stderr
        assert "Traceback" not in refused.stderr
        back = _run(elsewhere, "restore", file, "--identity-file", key)
        assert back.returncode == 0, back.stderr

    def test_write_nothing_that_is_not_sealed(self, staged: Staged, tmp_path: Path) -> None:
        done = _run(staged.settings, "backup", tmp_path / "b")
        assert done.returncode == 1
        assert "须加密" in done.stderr
        assert not (tmp_path / "b").exists()
        short = tmp_path / "short"
        short.write_text("short")
        assert _run(staged.settings, "backup", tmp_path / "b", "--passphrase-file", short).returncode == 1
