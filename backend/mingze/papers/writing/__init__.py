"""Official documents out: the rectification report as DOCX and PDF, the ledger as XLSX.

Everything here blocks: call it in a thread or a process of its own.
"""

from mingze.papers.writing.model import (
    Frame,
    LedgerRow,
    PublicWording,
    ReportData,
    ReportFinding,
    ReportInspection,
    Status,
)
from mingze.papers.writing.pdf import report_pdf
from mingze.papers.writing.printed import Printed, PrintedFinding, PrintedTotals, project
from mingze.papers.writing.profiles import PROFILES, Profile
from mingze.papers.writing.publishing import outer_report, outer_rows
from mingze.papers.writing.sheet import ledger_xlsx
from mingze.papers.writing.word import report_docx

__all__ = [
    "PROFILES",
    "Frame",
    "LedgerRow",
    "Printed",
    "PrintedFinding",
    "PrintedTotals",
    "Profile",
    "PublicWording",
    "ReportData",
    "ReportFinding",
    "ReportInspection",
    "Status",
    "ledger_xlsx",
    "outer_report",
    "outer_rows",
    "project",
    "report_docx",
    "report_pdf",
]
