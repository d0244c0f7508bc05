"""Who may do what: the one table of roles and permissions (source: "Who may do what" in the domain papers).

A role is held by appointment at a unit and reaches its subtree. Everything not listed here is denied.
"""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    CLERK = "clerk"
    LEADER = "leader"
    UNIT_HEAD = "unit_head"
    LIAISON = "liaison"
    INSPECTOR = "inspector"
    COMPLAINT_OFFICER = "complaint_officer"
    DISCIPLINE_OFFICER = "discipline_officer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"
    HOTLINE_CLIENT = "hotline_client"


ROLE_LABELS: Mapping[StrEnum, str] = {
    Role.CLERK: "监督办经办人",
    Role.LEADER: "分管领导",
    Role.UNIT_HEAD: "单位负责人",
    Role.LIAISON: "单位联络员",
    Role.INSPECTOR: "督查人员",
    Role.COMPLAINT_OFFICER: "投诉受理员",
    Role.DISCIPLINE_OFFICER: "纪检人员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDITOR: "审计员",
    Role.HOTLINE_CLIENT: "热线对接",
}

#: The three administrators are kept apart: nobody holds two of them, and none of them reads case content.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})

#: Administrators, approvers and handlers of tips and complaints: a stolen password must not be enough.
SECOND_FACTOR_ROLES = ADMINISTRATORS | {Role.LEADER, Role.DISCIPLINE_OFFICER, Role.COMPLAINT_OFFICER}


class Permission(StrEnum):
    FINDING_READ = "finding.read"
    FINDING_REGISTER = "finding.register"
    FINDING_CONFIRM = "finding.confirm"
    FINDING_HAND_OUT = "finding.hand_out"
    FINDING_URGE = "finding.urge"
    ASSIGNMENT_ANSWER = "assignment.answer"
    MEASURE_PLAN = "measure.plan"
    MEASURE_REPORT = "measure.report"
    MEASURE_CLAIM = "measure.claim"
    MEASURE_VERIFY = "measure.verify"
    EXCEPTION_ASK = "exception.ask"
    EXCEPTION_DECIDE = "exception.decide"
    EXTENSION_ASK = "extension.ask"
    EXTENSION_DECIDE = "extension.decide"
    CLOSURE_APPLY = "closure.apply"
    CLOSURE_APPROVE = "closure.approve"
    CLOSURE_RECORD = "closure.record"
    CHANGE_ASK = "change.ask"
    CHANGE_DECIDE = "change.decide"
    DOCUMENT_READ = "document.read"
    IMPORT_MANAGE = "import.manage"
    REPORT_WRITE = "report.write"
    #: What of a finding may be said outside: a clerk words it, a leader approves it.
    PUBLICATION_DRAFT = "publication.draft"
    PUBLICATION_APPROVE = "publication.approve"
    #: The Word templates an office writes its papers with.
    TEMPLATE_MANAGE = "template.manage"
    CAMPAIGN_READ = "campaign.read"
    #: Drafting, issuing and running a campaign of one's office; asking duties of units, reviewing what they send.
    CAMPAIGN_MANAGE = "campaign.manage"
    #: What needs a second person: publishing results and commitments, exempting the late, proposing accountability.
    CAMPAIGN_DECIDE = "campaign.decide"
    #: Writing one's unit's plan, reports and deliverables; splitting tasks; commitments; papers asked elsewhere.
    DUTY_PREPARE = "duty.prepare"
    #: Sending up the unit's own plan, which its head answers for.
    DUTY_SIGN = "duty.sign"
    #: Complaints and petitions of one's office, and what of them one's unit handles.
    COMPLAINT_READ = "complaint.read"
    #: Registering, triage, assigning, signing, answering: the complaint office of an authority or an institution.
    COMPLAINT_HANDLE = "complaint.handle"
    #: What the head of an office decides: more time, supervision.
    COMPLAINT_DECIDE = "complaint.decide"
    #: Counts of complaints, without what anybody said.
    COMPLAINT_FIGURES = "complaint.figures"
    #: Work orders of 12345: sent in, their state fetched, both sides' lists compared.
    HOTLINE_EXCHANGE = "hotline.exchange"
    TIME_LIMIT_READ = "time_limit.read"
    TIME_LIMIT_MANAGE = "time_limit.manage"
    TAG_MANAGE = "tag.manage"
    UNIT_READ = "unit.read"
    UNIT_MANAGE = "unit.manage"
    PEOPLE_READ = "people.read"
    #: The list of accounts, with what is known of each but the secrets.
    ACCOUNT_READ = "account.read"
    #: Opening, renaming, moving, disabling and restoring accounts; a fresh one holds no role.
    ACCOUNT_OPEN = "account.open"
    #: Appointments, password resets, sessions of others, handover: what an account may do and who uses it.
    ACCOUNT_MANAGE = "account.manage"
    SYSTEM_READ = "system.read"
    EVENT_READ = "event.read"
    EVENT_VERIFY = "event.verify"


_P = Permission

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(
        {
            _P.FINDING_READ,
            _P.FINDING_REGISTER,
            _P.FINDING_CONFIRM,
            _P.FINDING_HAND_OUT,
            _P.FINDING_URGE,
            _P.MEASURE_PLAN,
            _P.MEASURE_VERIFY,
            _P.EXCEPTION_DECIDE,
            _P.CLOSURE_APPLY,
            _P.CLOSURE_RECORD,
            _P.CHANGE_ASK,
            _P.DOCUMENT_READ,
            _P.IMPORT_MANAGE,
            _P.REPORT_WRITE,
            _P.PUBLICATION_DRAFT,
            _P.TAG_MANAGE,
            _P.CAMPAIGN_READ,
            _P.CAMPAIGN_MANAGE,
            _P.COMPLAINT_FIGURES,
            _P.TIME_LIMIT_READ,
            _P.UNIT_READ,
            _P.PEOPLE_READ,
        }
    ),
    Role.LEADER: frozenset(
        {
            _P.FINDING_READ,
            _P.MEASURE_VERIFY,
            _P.EXCEPTION_DECIDE,
            _P.EXTENSION_DECIDE,
            _P.CLOSURE_APPROVE,
            _P.CHANGE_DECIDE,
            _P.REPORT_WRITE,
            _P.PUBLICATION_APPROVE,
            _P.CAMPAIGN_READ,
            _P.CAMPAIGN_DECIDE,
            _P.COMPLAINT_READ,
            _P.COMPLAINT_DECIDE,
            _P.COMPLAINT_FIGURES,
            _P.TIME_LIMIT_READ,
            _P.UNIT_READ,
            _P.PEOPLE_READ,
        }
    ),
    Role.UNIT_HEAD: frozenset(
        {
            _P.FINDING_READ,
            _P.FINDING_REGISTER,
            _P.ASSIGNMENT_ANSWER,
            _P.MEASURE_PLAN,
            _P.MEASURE_REPORT,
            _P.MEASURE_CLAIM,
            _P.EXCEPTION_ASK,
            _P.EXTENSION_ASK,
            _P.CAMPAIGN_READ,
            _P.DUTY_PREPARE,
            _P.DUTY_SIGN,
            _P.COMPLAINT_READ,
            _P.COMPLAINT_HANDLE,
            _P.COMPLAINT_FIGURES,
            _P.TIME_LIMIT_READ,
            _P.UNIT_READ,
            _P.PEOPLE_READ,
        }
    ),
    Role.LIAISON: frozenset(
        {
            _P.FINDING_READ,
            _P.FINDING_REGISTER,
            _P.MEASURE_PLAN,
            _P.MEASURE_REPORT,
            _P.EXCEPTION_ASK,
            _P.EXTENSION_ASK,
            _P.CAMPAIGN_READ,
            _P.DUTY_PREPARE,
            _P.TIME_LIMIT_READ,
            _P.UNIT_READ,
            _P.PEOPLE_READ,
        }
    ),
    # An inspector reads what stands at assigned visits and their units; until there are visits, only what
    # they registered themselves.
    Role.INSPECTOR: frozenset({_P.FINDING_REGISTER, _P.UNIT_READ}),
    # A complaint officer makes findings of complaints and reads those; of the ledger nothing else.
    Role.COMPLAINT_OFFICER: frozenset(
        {
            _P.FINDING_REGISTER,
            _P.COMPLAINT_READ,
            _P.COMPLAINT_HANDLE,
            _P.COMPLAINT_FIGURES,
            _P.HOTLINE_EXCHANGE,
            # Who is named in a complaint, or stands aside, is found by name.
            _P.PEOPLE_READ,
            _P.TIME_LIMIT_READ,
            _P.UNIT_READ,
        }
    ),
    Role.DISCIPLINE_OFFICER: frozenset(
        {_P.FINDING_READ, _P.CAMPAIGN_READ, _P.COMPLAINT_FIGURES, _P.TIME_LIMIT_READ, _P.UNIT_READ}
    ),
    # Who opens an account gives it no role, and who gives roles opens no account: a made-up person who may do
    # something takes two.
    Role.SYSTEM_ADMIN: frozenset(
        {
            _P.TIME_LIMIT_READ,
            _P.TIME_LIMIT_MANAGE,
            _P.UNIT_READ,
            _P.UNIT_MANAGE,
            _P.TAG_MANAGE,
            _P.TEMPLATE_MANAGE,
            _P.ACCOUNT_READ,
            _P.ACCOUNT_OPEN,
            _P.SYSTEM_READ,
        }
    ),
    Role.SECURITY_ADMIN: frozenset({_P.UNIT_READ, _P.PEOPLE_READ, _P.ACCOUNT_READ, _P.ACCOUNT_MANAGE}),
    Role.AUDITOR: frozenset({_P.EVENT_READ, _P.EVENT_VERIFY}),
    # Another system's account: nothing but the exchange.
    Role.HOTLINE_CLIENT: frozenset({_P.HOTLINE_EXCHANGE}),
}


def sees_only_own(role: Role) -> bool:
    """Whether the role registers findings without reading those of others (an inspector, a complaint officer)."""
    held = ROLE_PERMISSIONS[role]
    return Permission.FINDING_REGISTER in held and Permission.FINDING_READ not in held
