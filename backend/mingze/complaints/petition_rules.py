"""What the regulation on petitions (信访工作条例) lets an office do. Pure."""

from collections.abc import Collection
from datetime import date, datetime

from mingze.complaints.vocabulary import PetitionClass
from mingze.complaints.workflow import OPEN

_ART = "信访工作条例"


def own_accusation(
    petition_class: PetitionClass, about_unit_id: int | None, office_line: Collection[int]
) -> str | None:
    """XF-14: nobody hears what accuses them, nor does who stands below them. `office_line`: the office, those above."""
    if petition_class == PetitionClass.ACCUSATION and about_unit_id in office_line:
        return f"检举控告的是本机关或上级单位,不得自行受理,应转送有权处理的机关({_ART}第三十条)"
    return None


def promised_not(petition_class: PetitionClass, until: date | None, today: date) -> str | None:
    if until is None:
        return None
    if petition_class == PetitionClass.APPEAL:
        return f"申诉求决类的办理期限由{_ART}第三十四条规定,不能另定"
    return "最后一日不能早于今天" if until < today else None


def heard_below(other_state: str | None, *, is_below: bool, is_late: bool, number: str) -> str | None:
    """XF-16: what an office below has in hand, and still in time, is not taken up above."""
    if other_state in OPEN and is_below and not is_late:
        return f"同一事项({number})正在下级机关办理,且在规定期限内,不再受理({_ART}第十九条)"
    return None


def object_not(*, from_superior: bool, due_at: datetime | None, now: datetime) -> str | None:
    """XF-4: only against what was forwarded, and within the time for it."""
    if not from_superior:
        return f"只有上级转送、交办的事项可以提出异议({_ART}第二十三条)"
    if due_at is not None and due_at <= now:
        return f"提出异议的期限(收到之日起5个工作日)已过({_ART}第二十三条)"
    return None


def asked_too_late(due_at: datetime | None, requested_at: datetime, *, recheck: bool) -> str | None:
    """XF-7, XF-9: the right to have it looked at again lapses."""
    if due_at is None or requested_at < due_at:
        return None
    words = ("复核", "第三十六条") if recheck else ("复查", "第三十五条")
    return f"请求{words[0]}的期限(收到书面意见之日起30日)已过({_ART}{words[1]})"


def conclude_not(due_at: datetime | None, now: datetime, *, agrees: bool) -> str | None:
    """It is over when the petitioner may not go on, or does not want to."""
    if agrees:
        return None
    if due_at is None:
        return "还没有登记意见书的送达,请求复查、复核的期限没有起算;信访人书面表示息访的除外"
    return None if due_at <= now else "信访人仍可以请求复查、复核;书面表示息访的除外"


def organ_not(unit_id: int, before_id: int, line: Collection[int]) -> str | None:
    """The organ that reviews stands above the one whose opinion it is. `line`: that one and all above it."""
    if unit_id == before_id or unit_id not in line:
        return "须由上一级机关、单位办理"
    return None


def day_not(day: date, *, not_before: date, today: date) -> str | None:
    if day > today:
        return "日期不能晚于今天"
    return "日期不能早于前一步骤的日期" if day < not_before else None
