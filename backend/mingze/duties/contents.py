"""What a duty is filled with: parts of prose and numbers, what they must hold, what the ledger puts in. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingze.duties.metrics import Metric
from mingze.duties.vocabulary import DutyKind
from mingze.kit.problems import FieldError, Invalid

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A number of a report; `metric` where the ledger can tell it."""

    code: str
    label: str
    unit: str | None = None
    metric: Metric | None = None
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    title: str
    required: bool
    fields: tuple[Field, ...] = ()


#: What a unit's own plan says, where it is filled in and not sent as a file.
_SUB_PLAN = (
    Part("focus", "工作重点", required=True),
    Part("goal", "工作目标", required=True),
    Part("measures", "工作措施", required=True),
    Part("division", "责任分工(落实到科室和个人)", required=True),
)
_METRICS: Mapping[str | None, Metric] = {metric.value: metric for metric in Metric}
_DELIVERABLE = (Part("text", "完成情况", required=True),)


def parts_of(kind: DutyKind, asked: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The parts of a duty; `asked` is what the requirement of a report says."""
    match kind:
        case DutyKind.SUB_PLAN:
            return _SUB_PLAN
        case DutyKind.DELIVERABLE:
            return _DELIVERABLE
        case DutyKind.REPORT:
            return tuple(_part(one) for one in asked)


def _part(asked: Mapping[str, Any]) -> Part:
    fields = tuple(
        Field(one["code"], one["label"], one.get("unit"), _metric(one.get("metric")), one.get("indicator"))
        for one in asked.get("fields") or ()
    )
    return Part(asked["code"], asked["title"], bool(asked.get("required", True)), fields)


def _metric(code: str | None) -> Metric | None:
    """The metric of that code; one nobody can count is asked for like any other number."""
    return _METRICS.get(code)


def metrics_of(parts: Sequence[Part]) -> dict[str, Metric]:
    """Field → what the ledger counts for it."""
    return {field.code: field.metric for part in parts for field in part.fields if field.metric is not None}


def value_of(content: Content, part: Part, field: Field, ledger: Mapping[str, int]) -> float | None:
    """What the report says: the number written, else the ledger's."""
    written = _of(content, part).get("numbers", {}).get(field.code)
    return ledger.get(field.code) if written is None else tidy(written)


def text_of(content: Content, part: Part) -> str:
    return str(_of(content, part).get("text") or "")


def reason_of(content: Content, part: Part, field: Field) -> str | None:
    found = _of(content, part).get("reasons", {}).get(field.code)
    return str(found) if found else None


def is_changed(content: Content, part: Part, field: Field, ledger: Mapping[str, int]) -> bool:
    """Whether the report says another number than the ledger."""
    known = ledger.get(field.code)
    return known is not None and value_of(content, part, field, ledger) != known


def tidy(number: float) -> float:
    """A whole number without its point."""
    return int(number) if float(number).is_integer() else number


def _of(content: Content, part: Part) -> Mapping[str, Any]:
    found: Mapping[str, Any] = content.get("parts", {}).get(part.code) or {}
    return found


def refuse_unknown(content: Content, parts: Sequence[Part]) -> None:
    """Raise Invalid for parts and fields that nobody asks for."""
    known = {part.code: {field.code for field in part.fields} for part in parts}
    errors = []
    for code, said in content.get("parts", {}).items():
        if code not in known:
            errors.append(FieldError(f"/body/parts/{code}", "没有这个部分"))
            continue
        for kind in ("numbers", "reasons"):
            errors += [
                FieldError(f"/body/parts/{code}/{kind}/{field}", "没有这个数字")
                for field in said.get(kind, {})
                if field not in known[code]
            ]
    if errors:
        raise Invalid(errors=errors)


def lacks(
    kind: DutyKind, content: Content, parts: Sequence[Part], ledger: Mapping[str, int], files: int
) -> list[FieldError]:
    """What must still be filled in before it can be sent. A file stands for the prose of a plan or deliverable,
    not for that of a report, whose parts and numbers are put together."""
    errors = []
    by_file = files > 0 and kind is not DutyKind.REPORT
    for part in parts:
        at = f"/body/parts/{part.code}"
        if part.required and not by_file and not text_of(content, part).strip():
            errors.append(FieldError(f"{at}/text", f"“{part.title}”必填"))
        for field in part.fields:
            if part.required and value_of(content, part, field, ledger) is None:
                errors.append(FieldError(f"{at}/numbers/{field.code}", f"“{field.label}”必填"))
            if is_changed(content, part, field, ledger) and not reason_of(content, part, field):
                errors.append(
                    FieldError(f"{at}/reasons/{field.code}", f"“{field.label}”与台账的数字不同,须说明理由")
                )
    return errors


def refuse_lacking(errors: Sequence[FieldError], kind: DutyKind) -> None:
    if errors:
        hint = ",或上传附件" if kind is not DutyKind.REPORT else ""
        raise Invalid(f"还有 {len(errors)} 处没有填好{hint}:{errors[0].message}", errors=list(errors))
