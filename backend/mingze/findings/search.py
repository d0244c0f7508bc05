"""What a search for words looks through: one text per finding."""

from collections.abc import Iterable

from mingze.findings.models import Finding


def search_text(row: Finding, measures: Iterable[str]) -> str:
    """Everything of a finding and its measures that people look for, line by line."""
    own = (
        row.code,
        row.group,
        row.problem,
        row.responsible_leader,
        row.responsible_department,
        row.responsible_person,
    )
    return "\n".join([text for text in own if text] + list(measures))
