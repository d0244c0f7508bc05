"""The words of complaints and petitions; how each is called stands in `labels.py`. Pure."""

from enum import StrEnum


class ComplaintKind(StrEnum):
    """By which law it is handled: as a complaint at a medical institution or a hotline order, or as a petition."""

    COMPLAINT = "complaint"
    PETITION = "petition"


class ComplaintChannel(StrEnum):
    """How it came in."""

    PORTAL = "portal"
    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    MAILBOX = "mailbox"
    LEADER_LINE = "leader_line"
    HOTLINE_12345 = "hotline_12345"
    HOTLINE_12320 = "hotline_12320"
    MEDIA = "media"
    SUPERIOR = "superior"
    OTHER = "other"


class Matter(StrEnum):
    """What the person wants of us; hotlines give each its own time."""

    COMPLAIN = "complain"
    HELP = "help"
    CONSULT = "consult"
    SUGGEST = "suggest"
    REPORT = "report"
    #: An opinion on a rectification that was made public.
    COMMENT = "comment"


class PetitionClass(StrEnum):
    """信访工作条例 29–31."""

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    APPEAL = "appeal"


class Category(StrEnum):
    """The seven of the annual report of petitions and complaints."""

    EPIDEMIC = "epidemic"
    POLICY = "policy"
    CONDUCT = "conduct"
    VILLAGE_DOCTOR = "village_doctor"
    STAFF_RIGHTS = "staff_rights"
    FAMILY_PLANNING = "family_planning"
    OTHER = "other"


class NineRule(StrEnum):
    """医疗机构工作人员廉洁从业九项准则 (国卫医发〔2021〕37号), the number of the rule."""

    PAY = "1"
    INSURANCE = "2"
    OVERTREATMENT = "3"
    DONATION = "4"
    PRIVACY = "5"
    REFERRAL = "6"
    FAIRNESS = "7"
    RED_PACKET = "8"
    KICKBACK = "9"


class ComplaintState(StrEnum):
    """The states of both workflows (`workflow.py`)."""

    REGISTERED = "registered"
    # a complaint
    TO_SIGN = "to_sign"
    RETURN_REQUESTED = "return_requested"
    INVESTIGATING = "investigating"
    PARKED = "parked"
    NEGOTIATING = "negotiating"
    MEDIATION = "mediation"
    LITIGATION = "litigation"
    ANSWERED = "answered"
    VISITED_BACK = "visited_back"
    CLOSED = "closed"
    NOT_HANDLED = "not_handled"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    # a petition
    OBJECTED = "objected"
    GIVEN_BACK = "given_back"
    HANDLING = "handling"
    FORWARDED = "forwarded"
    REFUSED = "refused"
    OPINION_ISSUED = "opinion_issued"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    RECHECKING = "rechecking"
    FINAL = "final"
    DIVERTED = "diverted"


class Outcome(StrEnum):
    """How it ended; of a petition what the opinion says (信访工作条例 32)."""

    SATISFIED = "satisfied"
    EXPLAINED = "explained"
    NEGOTIATED = "negotiated"
    MEDIATED = "mediated"
    COURT = "court"
    WITHDRAWN = "withdrawn"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"


class Substantiated(StrEnum):
    """诉求属实."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"


class NotHandledReason(StrEnum):
    """Why a complaint is not handled (办法; hotlines: 潍坊 19, 北京 11). Told to whoever complained."""

    IN_COURT = "in_court"
    IN_MEDIATION = "in_mediation"
    VAGUE = "vague"
    CONCLUDED = "concluded"
    POLICE = "police"
    OUT_OF_SCOPE = "out_of_scope"
    IN_PETITION = "in_petition"
    STATUTORY_ROUTE = "statutory_route"


class TransferTarget(StrEnum):
    TIP = "tip"
    DISCIPLINE = "discipline"
    POLICE = "police"
    OTHER_OFFICE = "other_office"


class ComplaintPart(StrEnum):
    """主办 and 协办."""

    LEAD = "lead"
    ASSIST = "assist"


class Side(StrEnum):
    """Who speaks in the conversation."""

    COMPLAINANT = "complainant"
    HANDLER = "handler"


class BarredWhy(StrEnum):
    """Why a person sees nothing of a complaint: it names them, or they declared an interest."""

    NAMED = "named"
    RECUSED = "recused"


class ComplaintRequestKind(StrEnum):
    RETURN = "return"
    EXTENSION = "extension"


class ComplaintRequestState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    #: Nobody decided it before there was nothing left to decide.
    LAPSED = "lapsed"


class ClockState(StrEnum):
    """`waiting`: the working calendar does not reach so far yet. Late is computed."""

    RUNNING = "running"
    WAITING = "waiting"
    MET = "met"
    CANCELLED = "cancelled"


#: It was neither met nor made void.
OPEN_CLOCK = (ClockState.RUNNING, ClockState.WAITING)


class LetterKind(StrEnum):
    ACCEPTANCE = "acceptance"
    FORWARDING = "forwarding"
    REFUSAL = "refusal"
    ONE_TIME = "one_time"
    EXTENSION = "extension"
    REPEAT = "repeat"
    ANSWER = "answer"
    OPINION = "opinion"
    REVIEW = "review"
    RECHECK = "recheck"


class Delivery(StrEnum):
    PORTAL = "portal"
    IN_PERSON = "in_person"
    POST = "post"
    LEFT = "left"
    PHONE = "phone"


class ComplaintFigure(StrEnum):
    """What a complaint is counted in besides the base; a list can be asked for each."""

    MATTERS = "matters"
    MERGED = "merged"
    FIRST = "first"
    REPEAT = "repeat"
    FROM_SUPERIOR = "from_superior"
    SUPERVISED = "supervised"
    IN_TIME = "in_time"
    LATE = "late"
    NOT_DUE = "not_due"
    NO_CLOCK = "no_clock"
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    SATISFIED = "satisfied"
    MOSTLY_SATISFIED = "mostly_satisfied"
    DISSATISFIED = "dissatisfied"


class WithoutField(StrEnum):
    """What may not have been filled in."""

    ABOUT_UNIT = "about_unit"
    CATEGORY = "category"
    NINE_RULE = "nine_rule"
    PETITION_CLASS = "petition_class"
    OUTCOME = "outcome"
