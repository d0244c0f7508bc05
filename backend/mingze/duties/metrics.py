"""The numbers of a report that the ledger knows already (一次录入,多处使用). Pure; how they are counted stands in
`metric_queries`."""

from collections.abc import Mapping
from enum import StrEnum


class Metric(StrEnum):
    """Each is of the unit and what is below it, in one campaign, over the days a report covers; those called
    open and overdue are as of its cut-off day."""

    FINDINGS_NEW = "findings_new"
    FINDINGS_CLOSED = "findings_closed"
    FINDINGS_OPEN = "findings_open"
    FINDINGS_OVERDUE = "findings_overdue"
    MEASURES_DONE = "measures_done"
    PROGRESS_NOTES = "progress_notes"
    RULES_ESTABLISHED = "rules_established"
    EXEMPLARS = "exemplars"
    ACCOUNTABILITY_PROPOSED = "accountability_proposed"


METRIC_LABELS: Mapping[StrEnum, str] = {
    Metric.FINDINGS_NEW: "新发现问题",
    Metric.FINDINGS_CLOSED: "销号问题",
    Metric.FINDINGS_OPEN: "尚未销号问题",
    Metric.FINDINGS_OVERDUE: "逾期问题",
    Metric.MEASURES_DONE: "完成整改措施",
    Metric.PROGRESS_NOTES: "填报整改进展",
    Metric.RULES_ESTABLISHED: "新建修订制度",
    Metric.EXEMPLARS: "先进典型",
    Metric.ACCOUNTABILITY_PROPOSED: "批准提请责任追究",
}
