"""Wire shapes of the preview of a report."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from mingze.findings.paper_words import Outside, ReportProfile, ReportVersion


class PreviewFinding(BaseModel):
    id: int
    code: str
    problem: str = Field(description="前 80 字")


class LeftOut(PreviewFinding):
    """公开版没有列入的问题,及其原因。"""

    reason: Outside
    note: str | None = Field(description="不予公开的理由")


class Warned(StrEnum):
    """What a clerk should look at before printing."""

    UNAPPROVED_KEPT = "unapproved_kept"
    STALE = "stale"
    NO_STATUS = "no_status"
    NO_MEASURES = "no_measures"
    NO_PROGRESS = "no_progress"
    TOTALS_DIFFER = "totals_differ"
    NOTHING_SHOWN = "nothing_shown"


class PreviewWarning(BaseModel):
    code: Warned
    message: str = Field(examples=["3 个问题没有认定完成情况,按“推进中”印出"])
    count: int
    findings: list[PreviewFinding] = Field(description="前 50 个")


class PreviewTotals(BaseModel):
    """报告中印出的合计;不印的为 null。"""

    findings: int
    findings_done: int
    findings_staged: int | None
    findings_open: int | None
    key_matters: int | None
    items: int | None
    items_done: int | None
    items_open: int | None
    rules: int | None
    checks: int | None


class PreviewParagraph(BaseModel):
    kind: str = Field(examples=["title"])
    label: str
    text: str


class ReportPreview(BaseModel):
    """报告将印出什么,印之前要看什么。"""

    title: str
    issuer: str
    issued_on: date | None
    profile: ReportProfile
    version: ReportVersion
    in_ledger: int = Field(description="台账中本次巡察的问题数(可见范围内,不含作废)")
    totals: PreviewTotals
    left_out_total: int
    left_out: list[LeftOut] = Field(description="前 200 个;仅公开版有")
    warnings: list[PreviewWarning]
    paragraphs: list[PreviewParagraph] = Field(description="正文前 400 段")
    paragraphs_are_capped: bool
