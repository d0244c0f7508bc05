from dataclasses import dataclass, field
from mingze.papers.answer import Finding, Span
from mingze.papers.extract import Extracted


@dataclass
class Ledger:
    findings: list[Finding] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)


def read_ledger(extracted: Extracted) -> Ledger:
    return Ledger()
