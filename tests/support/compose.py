"""The compose file and the Dockerfiles as they are read by those who run them; there is no container engine here."""

import fnmatch
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text())


def environment_of(service: str, secrets: Path, server_name: str) -> dict[str, str]:
    """The environment of a service of the compose file, with its secrets read from a folder of ours."""
    said = COMPOSE["services"][service]["environment"]
    return {
        name: re.sub(r"\$\{MINGZE_SERVER_NAME[^}]*\}", server_name, str(value)).replace(
            "/run/secrets", str(secrets)
        )
        for name, value in said.items()
    }


@dataclass
class Stage:
    """One FROM and what follows it."""

    image: str
    name: str | None
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def of(self, kind: str) -> list[str]:
        return [words for found, words in self.instructions if found == kind]


def stages(dockerfile: Path) -> list[Stage]:
    text = re.sub(r"\\\n", " ", dockerfile.read_text())
    made: list[Stage] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, words = line.split(None, 1)
        if kind == "FROM":
            image, _, name = words.partition(" AS ")
            made.append(Stage(image.strip(), name.strip() or None))
        else:
            made[-1].instructions.append((kind, words.strip()))
    return made


def command_of(stage: Stage) -> list[str]:
    found: list[str] = json.loads(stage.of("CMD")[-1])
    return found


def sources_of(stage: Stage) -> list[str]:
    """What is copied from the build's context."""
    found: list[str] = []
    for words in stage.of("COPY"):
        if "--from=" not in words:
            found += [word for word in words.split() if not word.startswith("--")][:-1]
    return found


def is_ignored(path: str) -> bool:
    """Whether `.dockerignore` keeps a path of the repository out of the build."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    return any(
        fnmatch.fnmatch(part, pattern.removeprefix("**/"))
        for pattern in patterns
        for part in (path, *([path.rsplit("/", 1)[-1]] if pattern.startswith("**/") else []))
    )
