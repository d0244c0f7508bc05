"""What of a finding may be said outside: who drafts, who approves, when an approval no longer holds. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from mingze.access.permissions import Permission
from mingze.findings.facts import AllowedAction, FindingFacts, Person
from mingze.findings.paper_words import Outside, PublicationState
from mingze.findings.rules import keeping_office

_S = PublicationState


@dataclass(frozen=True, slots=True)
class Texts:
    """What the ledger says of a finding, as far as a report prints it."""

    problem: str
    measures: tuple[str, ...]
    progress: str | None

    @classmethod
    def of(cls, problem: str, measures: Sequence[str], progress: Sequence[str]) -> "Texts":
        return cls(problem, tuple(measures), "\n".join(progress) or None)

    @property
    def digest(self) -> str:
        """Tells whether what an approved wording was drawn from still stands."""
        said = json.dumps([self.problem, self.measures, self.progress], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What the rules look at. `digest`: of the texts the wording was drawn from."""

    state: PublicationState = _S.UNDRAFTED
    withheld: bool = False
    drafted_by: int | None = None
    digest: str | None = None


def is_stale(known: PublicationFacts, texts: Texts) -> bool:
    """Whether the ledger has changed since the wording was drawn from it."""
    return known.digest is not None and known.digest != texts.digest


def outside(known: PublicationFacts, texts: Texts, *, key_matter: bool) -> Outside:
    """What the outer version does with the finding. Key matters are inner until a wording is approved."""
    if known.withheld:
        return Outside.WITHHELD
    if known.state is _S.APPROVED and not is_stale(known, texts):
        return Outside.APPROVED
    if key_matter:
        return Outside.KEY_MATTER
    return Outside.STALE if known.state is _S.APPROVED else Outside.UNAPPROVED


def _who_not(permissions: Sequence[Permission], person: Person, facts: FindingFacts) -> str | None:
    """Why `person` may do it by none of `permissions`; None where one of them lets them."""
    reasons = [keeping_office(person, permission, facts) for permission in permissions]
    return None if None in reasons else reasons[0]


_DRAFT = (Permission.PUBLICATION_DRAFT,)
_WITHHOLD = (Permission.PUBLICATION_DRAFT, Permission.PUBLICATION_APPROVE)
_DECIDE = (Permission.PUBLICATION_APPROVE,)


def who_drafts_not(person: Person, facts: FindingFacts) -> str | None:
    return _who_not(_DRAFT, person, facts)


def who_withholds_not(person: Person, facts: FindingFacts) -> str | None:
    """Keeping something back is the careful side: who drafts may, and who approves."""
    return _who_not(_WITHHOLD, person, facts)


def who_decides_not(person: Person, facts: FindingFacts, known: PublicationFacts) -> str | None:
    """Approving is for another person than the one who drafted."""
    if person.may(Permission.PUBLICATION_APPROVE) and known.drafted_by == person.account_id:
        return "公开表述由您拟稿,须由他人审批"
    return _who_not(_DECIDE, person, facts)


def when_not(facts: FindingFacts) -> str | None:
    return "该问题已作废" if facts.voided else None


def when_decide_not(facts: FindingFacts, known: PublicationFacts, texts: Texts) -> str | None:
    if reason := when_not(facts):
        return reason
    if known.state is not _S.DRAFTED:
        return "没有待审批的公开表述"
    return None


def when_approve_not(facts: FindingFacts, known: PublicationFacts, texts: Texts) -> str | None:
    """Nobody approves a wording drawn from texts that have changed since."""
    if reason := when_decide_not(facts, known, texts):
        return reason
    return "拟稿后台账内容有变化,须由经办人核对后重新拟稿" if is_stale(known, texts) else None


def allowed_actions(
    person: Person, facts: FindingFacts, known: PublicationFacts, texts: Texts
) -> list[AllowedAction]:
    """What `person` may order of the publication, and what they may not and why."""
    listed = []
    if person.may(Permission.PUBLICATION_DRAFT):
        listed.append(_shown("draft", "拟写公开表述", who_drafts_not(person, facts) or when_not(facts)))
    if any(person.may(permission) for permission in _WITHHOLD):
        listed.append(_shown("withhold", "标为不予公开", who_withholds_not(person, facts) or when_not(facts)))
    if person.may(Permission.PUBLICATION_APPROVE):
        who = who_decides_not(person, facts, known)
        listed.append(_shown("approve", "批准公开", who or when_approve_not(facts, known, texts)))
        listed.append(_shown("return", "退回修改", who or when_decide_not(facts, known, texts)))
    return listed


def _shown(action: str, label: str, reason: str | None) -> AllowedAction:
    return AllowedAction(action, label, enabled=reason is None, reason=reason)
