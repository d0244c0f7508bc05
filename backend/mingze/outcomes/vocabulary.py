"""The words of what a campaign leaves behind, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class ExemplarState(StrEnum):
    RECOMMENDED = "recommended"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RuleDocKind(StrEnum):
    NEW = "new"
    REVISED = "revised"
    ABOLISHED = "abolished"


EXEMPLAR_STATE_LABELS: Mapping[StrEnum, str] = {
    ExemplarState.RECOMMENDED: "待认定",
    ExemplarState.CONFIRMED: "已认定",
    ExemplarState.REFUSED: "未认定",
    ExemplarState.WITHDRAWN: "已撤销",
}
RULE_DOC_KIND_LABELS: Mapping[StrEnum, str] = {
    RuleDocKind.NEW: "新建",
    RuleDocKind.REVISED: "修订",
    RuleDocKind.ABOLISHED: "废止",
}
#: What counts as established (建章立制): a rule that was done away with does not.
ESTABLISHED = frozenset({RuleDocKind.NEW, RuleDocKind.REVISED})

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "exemplar_state": EXEMPLAR_STATE_LABELS,
    "rule_doc_kind": RULE_DOC_KIND_LABELS,
}
