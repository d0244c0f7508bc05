"""A campaign as the plan that orders it, for the writer of official documents. Pure."""

from collections.abc import Mapping, Sequence

from mingze.campaigns.draft import (
    CampaignDraft,
    DraftMember,
    DraftProblemType,
    DraftRequirement,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.vocabulary import MECHANISM_LABELS, BodyRole, Cadence
from mingze.papers.answer import Contact, Due, LeadingGroup, Plan, ProblemType, Reporting, Stage, Task
from mingze.papers.writing import Frame, PlanData
from mingze.papers.writing.planning import period_text, reporting_text

_NOWHERE = (0, 0)
_CADENCES: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "weekly",
    Cadence.MONTHLY: "monthly",
    Cadence.QUARTERLY: "quarterly",
    Cadence.HALF_YEARLY: "semiannual",
    Cadence.YEARLY: "yearly",
}


def plan_of(draft: CampaignDraft, *, issuer: str, enclosed: bool = False) -> PlanData:
    """`issuer`: who signs where the campaign does not say."""
    reports = [_reporting(one) for one in draft.requirements]
    return PlanData(
        title=draft.title,
        issuer=draft.issuer or issuer,
        issued_on=draft.issued_on,
        requirements=[reporting_text(one) for one in reports[1:]],
        stage_texts=[_said_of(stage) for stage in draft.stages],
        enclosed=enclosed,
        frame=Frame(document_number=draft.document_number),
        plan=Plan(
            objective=draft.objective,
            scope=draft.scope,
            objects=draft.objects,
            parent=draft.parent_text,
            leading_group=_group(draft.body),
            stages=[_stage(place, one) for place, one in enumerate(draft.stages, start=1)],
            tasks=[_task(one) for one in draft.tasks],
            reporting=reports[0] if reports else None,
            sub_plan_due=draft.sub_plan_due_on,
            problem_types=[_type(one) for one in draft.problem_types],
            contacts=[Contact(one["kind"], one["value"]) for one in draft.contacts],
        ),
    )


def _stage(place: int, one: DraftStage) -> Stage:
    mechanism = MECHANISM_LABELS[one.mechanism] if one.mechanism else None
    return Stage(place, one.name, mechanism, one.starts_on, one.ends_on, _NOWHERE)


def _said_of(stage: DraftStage) -> str:
    """What units hand in, and the sub-stages, as sentences."""
    sentences = []
    if stage.deliverables:
        sentences.append(f"各单位要{'，'.join(one.title for one in stage.deliverables)}。")
    for place, part in enumerate(stage.stages, start=1):
        period = period_text(_stage(place, part))
        sentences.append(f"其中{part.name}{f'为{period}' if period else ''}。")
    return "".join(sentences)


def _task(one: DraftTask) -> Task:
    """The target and the persons stand in the text: the brackets after it are for departments and days."""
    told = [one.content or ""]
    if one.target:
        told.append(f"目标任务是{one.target.rstrip('。')}。")
    if one.persons:
        told.append(f"责任人员为{'、'.join(person.name for person in one.persons)}。")
    due = Due(one.due_kind.value if one.due_kind else "none", one.due_on, one.due_text)
    names = [department.name for department in one.departments]
    return Task(one.number, one.title, "\n".join(line for line in told if line), names, due, _NOWHERE)


def _type(one: DraftProblemType) -> ProblemType:
    return ProblemType(one.number, one.title, [_type(sub) for sub in one.children])


def _reporting(one: DraftRequirement) -> Reporting:
    return Reporting(_CADENCES[one.cadence], one.due_day, [part["title"] for part in one.parts])


def _group(body: Sequence[DraftMember]) -> LeadingGroup | None:
    if not body:
        return None
    heads = _of(body, BodyRole.HEAD)
    return LeadingGroup(
        head="、".join(map(_post_first, heads)) or None,
        deputies=[_post_first(one) for one in _of(body, BodyRole.DEPUTY)],
        members="、".join(map(_post_after, _of(body, BodyRole.MEMBER))) or None,
        office=_office(body),
    )


def _of(body: Sequence[DraftMember], role: BodyRole) -> list[DraftMember]:
    return [one for one in body if one.role is role]


def _post_first(one: DraftMember) -> str:
    return f"{one.post or ''}{one.name}"


def _post_after(one: DraftMember) -> str:
    return f"{one.name}（{one.post}）" if one.post else one.name


def _office(body: Sequence[DraftMember]) -> str | None:
    """The seat of the office alone, or who directs it and who is in it."""
    directors, members = _of(body, BodyRole.OFFICE_DIRECTOR), _of(body, BodyRole.OFFICE_MEMBER)
    if not directors and len(members) == 1 and not members[0].post:
        return members[0].name
    clauses = []
    if directors:
        clauses.append(f"{'、'.join(map(_post_first, directors))}任办公室主任")
    if members:
        clauses.append(f"{'、'.join(map(_post_after, members))}为办公室成员")
    return "，".join(clauses) or None
