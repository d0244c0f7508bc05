"""What a finding takes from a later edition of its document. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that a document tells of: in its own words, and until when."""

    said: str | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What a finding takes from the later edition. Empty: it only stands there too."""

    finding_id: int
    span: tuple[int, int] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    """Columns that change at once."""
    correction: Mapping[str, Any] = field(default_factory=dict)
    """Field → new value, as JSON: what is asked."""
    measures: Sequence[str] = ()
    """Parts of one measure more."""
    progress: str | None = None
    extended: Extension | None = None
    kept: Sequence[str] = ()
    """Fields in which the ledger was left as it is although the edition says otherwise."""

    @property
    def takes(self) -> bool:
        return bool(self.values or self.correction or self.measures or self.progress or self.extended)
