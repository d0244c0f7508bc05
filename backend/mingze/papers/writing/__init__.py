"""Official documents out: reports and plans as DOCX and PDF, lists of findings as XLSX and DOCX.

Everything here blocks: call it in a thread or a process of its own.
"""

from mingze.papers.writing.columns import FORMS, ListForm
from mingze.papers.writing.letters import LetterData, LetterPart, letter_docx, letter_pdf
from mingze.papers.writing.listing import LedgerTooLongError, ListData, PrintedRow, project_list
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
from mingze.papers.writing.planning import PlanData, plan_docx, plan_pdf, project_plan
from mingze.papers.writing.printed import Printed, PrintedFinding, PrintedTotals, project
from mingze.papers.writing.profiles import PROFILES, Profile
from mingze.papers.writing.publishing import outer_report, outer_rows
from mingze.papers.writing.results import (
    Reported,
    ReportedUnit,
    ResultData,
    result_docx,
    result_pdf,
    result_xlsx,
)
from mingze.papers.writing.sheet import ledger_xlsx, list_xlsx
from mingze.papers.writing.template_fields import (
    TemplateField,
    TemplateKind,
    TemplateValues,
    list_values,
    plan_values,
    report_values,
    template_fields,
)
from mingze.papers.writing.template_marks import Problem
from mingze.papers.writing.template_start import make_template
from mingze.papers.writing.templates import TemplateRefusedError, check_template, fill_template
from mingze.papers.writing.word import report_docx
from mingze.papers.writing.word_list import list_docx

__all__ = [
    "FORMS",
    "PROFILES",
    "Frame",
    "LedgerRow",
    "LedgerTooLongError",
    "LetterData",
    "LetterPart",
    "ListData",
    "ListForm",
    "PlanData",
    "Printed",
    "PrintedFinding",
    "PrintedRow",
    "PrintedTotals",
    "Problem",
    "Profile",
    "PublicWording",
    "ReportData",
    "ReportFinding",
    "ReportInspection",
    "Reported",
    "ReportedUnit",
    "ResultData",
    "Status",
    "TemplateField",
    "TemplateKind",
    "TemplateRefusedError",
    "TemplateValues",
    "check_template",
    "fill_template",
    "ledger_xlsx",
    "letter_docx",
    "letter_pdf",
    "list_docx",
    "list_values",
    "list_xlsx",
    "make_template",
    "outer_report",
    "outer_rows",
    "plan_docx",
    "plan_pdf",
    "plan_values",
    "project",
    "project_list",
    "project_plan",
    "report_docx",
    "report_pdf",
    "report_values",
    "result_docx",
    "result_pdf",
    "result_xlsx",
    "template_fields",
]
