"""What the writer is given: plain values that know nothing of the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """The published status of a finding; the codes are those of the reader's answer."""

    DONE = "done"
    MOSTLY_DONE = "mostly_done"
    STAGED = "staged"
    IN_PROGRESS = "in_progress"
    LONG_TERM = "long_term"
    NOT_DONE = "not_done"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInspection:
    """The inspection that a report answers; every part that is not known is left out of its lead."""

    body: str | None = None
    """The inspectors, 十二届市委第三巡察组."""
    party: str | None = None
    """The inspected party organisation, 中共云州市卫生健康委员会党组."""
    ordered_by: str | None = None
    """Whose deployment it was, 十二届市委."""
    kind: str = "常规巡察"
    began_on: date | None = None
    ended_on: date | None = None
    feedback_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWording:
    """What may be said of a finding outside the office, as approved; None is not approved yet."""

    problem: str | None = None
    measures: Sequence[str] | None = None
    progress: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    """One problem. Its number is not given: the writer counts, so that a report has neither gaps nor doubles."""

    problem: str
    measures: Sequence[str] = ()
    """The parts of the one 整改措施; 一是, 二是 before them are dropped and counted anew."""
    progress: str | None = None
    status: Status | None = None
    """None prints no 完成情况, and the totals count the finding as not done."""
    group: str | None = None
    """The heading it stands under; a (一) before it is dropped and counted anew."""
    key_matter: bool = False
    """Stands in a part of its own, 重点问题."""
    publish: bool = True
    """False keeps it out of the outer version."""
    public_wording: PublicWording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the text of an official document (GB/T 9704); every part that is not given is left out."""

    document_number: str | None = None
    """文号. With it the document has a red head."""
    mark: str | None = None
    """发文机关标志, what the red head says; the issuer and 文件 where it is not given."""
    addressees: Sequence[str] = ()
    """主送机关."""
    attachments: Sequence[str] = ()
    """附件说明: names of what is attached."""
    copies: Sequence[str] = ()
    """抄送机关."""
    printed_by: str | None = None
    """印发机关, usually the office of the issuer."""
    printed_on: date | None = None
    """印发日期."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """A rectification report. Findings are printed in their order, groups in the order they first appear."""

    title: str
    issuer: str
    findings: Sequence[ReportFinding]
    inspection: ReportInspection = field(default_factory=ReportInspection)
    issued_on: date | None = None
    contacts: Sequence[str] = ()
    """Whole lines of the tail, 联系电话:0571-00000000."""
    key_matter_name: str = "书记点事"
    """What the totals call the key matters: 37个问题(含书记点事2个)."""
    basis: str = "自查自评"
    """What the published status rests on."""
    rules: int | None = None
    """健全完善制度 N 项, as stated by the issuer."""
    checks: int | None = None
    """开展日常监督检查 N 次, as stated by the issuer."""
    organization: Sequence[str] = ()
    """How the rectification was organised: the paragraphs of the first part, where the profile has one."""
    frame: Frame = field(default_factory=Frame)
    partial: bool = False
    """Not every finding is shown: the totals speak of those that are (现予公开的 N 个问题), not of what was fed back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One line of the ledger, its states already in words."""

    ordinal: int
    problem: str
    code: str | None = None
    section: str | None = None
    group: str | None = None
    number: str | None = None
    measures: Sequence[str] = ()
    progress: str | None = None
    status: str | None = None
    """完成情况, the published status in words."""
    leader: str | None = None
    units: Sequence[str] = ()
    """Units that answer."""
    cooperating: Sequence[str] = ()
    supervising: Sequence[str] = ()
    person: str | None = None
    due_on: date | None = None
    due_text: str | None = None
    """What is printed where there is no day: 全年任务."""
    key_matter: bool = False
    severity: str | None = None
    work_state: str | None = None
    closure_state: str | None = None
    light: str | None = None
    amount: float | None = None
    """Money involved, in 元."""
    tags: Sequence[str] = ()
    source: str | None = None
    """The inspection or document it comes from."""
    publish: bool = True
    """False keeps it out of the outer version."""
    public_wording: PublicWording | None = None
