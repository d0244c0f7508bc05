"""Puts the built SPA into the wheel, where there is one: a wheel can be made without Node, too."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        built = Path(self.root) / "frontend" / "dist"
        if version != "editable" and (built / "index.html").is_file():
            build_data["force_include"][str(built)] = "mingze/_pages"
