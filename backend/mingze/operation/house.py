"""What the service stands on, as the probes and the checks take it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from mingze.events.checkpoints import Checkpoints
from mingze.kit.database import Database
from mingze.kit.files import Files
from mingze.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    database: Database
    files: Files
    checkpoints: Checkpoints
    #: None for a command: nothing seals for it.
    started_at: datetime | None = None

    @classmethod
    def of(cls, state: Any) -> Self:
        """That of a running service, from its `app.state`."""
        return cls(state.settings, state.database, state.files, state.checkpoints, state.started_at)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """One of its own, for a command; its database wants closing."""
        return cls(
            settings, Database(settings.database), Files(settings.files), Checkpoints(settings.data_dir)
        )
