"""What was done from the command line and is asked for later: the last backup, kept beside the checkpoints."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mingze.kit import clock

_FILE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`size` in bytes of the whole archive."""

    at: datetime
    size: int


def note_backup(data_dir: Path, size: int) -> None:
    """Remember that a backup was finished just now."""
    written = data_dir / f"{_FILE}.part"
    written.write_text(json.dumps({"at": clock.now().isoformat(timespec="seconds"), "size": size}))
    written.replace(data_dir / _FILE)


def last_backup(data_dir: Path) -> LastBackup | None:
    """The newest backup that was finished; None where there was none, or the note is unreadable."""
    try:
        entry = json.loads((data_dir / _FILE).read_text())
        return LastBackup(datetime.fromisoformat(entry["at"]), int(entry["size"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
