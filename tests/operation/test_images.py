"""What the images and the compose file say, read without an engine: nothing runs as root, nothing lacks a limit."""

import re
from pathlib import Path
from typing import Any

import pytest

from mingze import spa
from mingze.cli import _parser
from mingze.settings import Settings
from tests.support.compose import COMPOSE, DOCKER, ROOT, command_of, is_ignored, sources_of, stages

SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, said in SERVICES.items() if "build" in said)
DOCKERFILES = sorted(DOCKER.glob("*.Dockerfile"))


class TestCompose:
    def test_has_the_parts_of_the_scaled_out_form(self) -> None:
        assert set(SERVICES) == {"database", "migrate", "backend", "frontend", "backup"}

    @pytest.mark.parametrize("name", sorted(SERVICES))
    def test_limits_and_watches_every_service(self, name: str) -> None:
        said = SERVICES[name]
        assert said["deploy"]["resources"]["limits"]["memory"]
        assert said["deploy"]["resources"]["limits"]["cpus"]
        assert said["healthcheck"].get("test") or said["healthcheck"]["disable"] is True
        assert said["restart"] in {"unless-stopped", "no"}
        assert said["security_opt"] == ["no-new-privileges:true"]
        assert said["cap_drop"] == ["ALL"]

    @pytest.mark.parametrize("name", OURS)
    def test_gives_our_images_nothing_to_write_but_their_volumes(self, name: str) -> None:
        said = SERVICES[name]
        assert said["read_only"] is True
        assert said["tmpfs"]
        assert "privileged" not in said
        assert "user" not in said  # the image says whose it is

    def test_opens_the_proxy_only(self) -> None:
        assert [name for name, said in SERVICES.items() if said.get("ports")] == ["frontend"]
        assert [name for name, said in SERVICES.items() if "outside" in said["networks"]] == ["frontend"]

    def test_migrates_once_before_anything_serves(self) -> None:
        assert SERVICES["migrate"]["restart"] == "no"
        waits = SERVICES["backend"]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert waits["database"]["condition"] == "service_healthy"
        assert SERVICES["frontend"]["depends_on"]["backend"]["condition"] == "service_healthy"

    @pytest.mark.parametrize("name", sorted(SERVICES))
    def test_hands_over_secrets_as_files(self, name: str) -> None:
        said = SERVICES[name]
        given = set(said.get("secrets", []))
        assert given <= set(COMPOSE["secrets"])
        for variable, value in said.get("environment", {}).items():
            for secret in re.findall(r"/run/secrets/(\w+)", str(value)):
                assert secret in given, variable
            if re.search(r"SECRET|PASSWORD|TOKEN|KEY$|DATABASE_URL", variable):
                assert str(value).startswith("/run/secrets/"), variable

    @pytest.mark.parametrize("name", ["migrate", "backend", "backup"])
    def test_sets_only_what_there_is_to_set(self, name: str) -> None:
        known = {f"MINGZE_{field.upper()}" for field in Settings.model_fields}
        for variable in SERVICES[name]["environment"]:
            assert variable.removesuffix("_FILE") in known

    @pytest.mark.parametrize("name", ["migrate", "backend"])
    def test_starts_what_the_program_knows(self, name: str) -> None:
        program, *arguments = SERVICES[name]["command"]
        assert program == "mingze"
        assert _parser().parse_args(arguments).run

    def test_starts_the_backup_as_the_program_knows_it(self) -> None:
        shell = SERVICES["backup"]["entrypoint"][-1]
        words = re.sub(r'\\?"', "", shell).split()
        arguments = words[words.index("mingze") + 1 :]
        taken = [arguments[0], "file", *arguments[-2:]]
        assert _parser().parse_args(taken).passphrase_file

    def test_leaves_more_time_to_stop_than_the_service_takes(self) -> None:
        seconds = int(SERVICES["backend"]["stop_grace_period"].removesuffix("s"))
        assert seconds > Settings.model_fields["stop_seconds"].default + 10


class TestDockerfiles:
    @pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
    def test_run_nothing_as_root(self, file: Path) -> None:
        last = stages(file)[-1]
        user = last.of("USER")[-1]
        assert re.fullmatch(r"[1-9]\d{4,}:[1-9]\d{4,}", user)
        kinds = [kind for kind, _ in last.instructions]
        assert "RUN" not in kinds[kinds.index("USER") :]

    @pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
    def test_are_watched_and_stopped_properly(self, file: Path) -> None:
        last = stages(file)[-1]
        assert last.of("HEALTHCHECK")
        assert last.of("STOPSIGNAL")
        assert command_of(last)

    @pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
    def test_stand_on_named_versions(self, file: Path) -> None:
        for stage in stages(file):
            assert re.fullmatch(r"[a-z]+:[\w.-]*bookworm[\w.-]*", stage.image)

    @pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
    def test_copy_what_is_there_and_is_sent(self, file: Path) -> None:
        for stage in stages(file):
            for source in sources_of(stage):
                assert (ROOT / source).exists(), source
                assert not is_ignored(source.rstrip("/")), source

    @pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
    def test_take_from_registries_by_lock_only(self, file: Path) -> None:
        for stage in stages(file):
            for words in stage.of("RUN"):
                for command in words.split("&&"):
                    if "pip install" in command and "--no-index" not in command:
                        assert "--require-hashes" in command
                    assert "npm install" not in command
                    assert "curl" not in command

    def test_keep_secrets_and_data_out_of_the_build(self) -> None:
        for path in ("docker/secrets", "docker/backups", "var", ".git", ".venv", "frontend/node_modules"):
            assert is_ignored(path), path

    def test_start_the_service_as_the_program_knows_it(self) -> None:
        program, *arguments = command_of(stages(DOCKER / "backend.Dockerfile")[-1])
        assert program == "mingze"
        assert _parser().parse_args(arguments).run

    def test_set_only_what_there_is_to_set(self) -> None:
        known = {f"MINGZE_{field.upper()}" for field in Settings.model_fields}
        words = " ".join(stages(DOCKER / "backend.Dockerfile")[-1].of("ENV"))
        named = set(re.findall(r"(MINGZE_\w+)=", words))
        assert named <= known
        assert "MINGZE_ENVIRONMENT=production" in words


class TestProxyConfiguration:
    def test_sends_the_headers_that_the_service_sends(self) -> None:
        lines = (DOCKER / "nginx" / "headers.conf").read_text()
        said = dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', lines, re.MULTILINE))
        assert said == {**spa._HEADERS, **spa._HSTS}

    def test_takes_whatever_the_service_takes(self) -> None:
        script = (DOCKER / "nginx" / "start.sh").read_text()
        limit = re.search(r"MINGZE_UPLOAD_MAX:=(\d+)m", script)
        assert limit
        assert int(limit[1]) * 2**20 > Settings.model_fields["upload_max_bytes"].default + 100_000

    def test_fills_every_blank_of_the_template(self) -> None:
        template = (DOCKER / "nginx" / "nginx.conf.template").read_text()
        script = (DOCKER / "nginx" / "start.sh").read_text()
        assert set(re.findall(r"@[A-Z_]+@", template)) <= set(re.findall(r"@[A-Z_]+@", script))
