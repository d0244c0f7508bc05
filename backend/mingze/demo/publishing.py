"""What of the findings is published in the demonstration: wordings approved, waiting, returned; one kept back."""

from random import Random

from sqlalchemy import select

from mingze.demo.stage import LATEST, Stage, Story
from mingze.findings import publication_queries, publication_service
from mingze.findings.models import Finding, Inspection
from mingze.findings.vocabulary import ClosureState
from mingze.templates import service as templates
from mingze.templates.filling import starter
from mingze.templates.rules import TemplateKind

_APPROVED, _WAITING = 6, 2
#: Days ago: words are drafted, the leader looks at them.
_DRAFTED, _DECIDED = 3, 2
_TEMPLATE = "市卫生健康委整改通报"


async def published(stage: Stage) -> Story:
    """The office words what is closed; the leader approves most of it and returns one."""
    draw = Random("publishing")  # noqa: S311  (a seed: every fill is the same)
    yield stage.moment(_DRAFTED, draw)
    await _add_template(stage)
    found = await _closed(stage)
    drafted = found[: _APPROVED + _WAITING + 1]
    for finding in drafted:
        await _draft(stage, finding)
    if len(found) > len(drafted):
        await publication_service.withhold(
            stage.session, stage.cast["clerk"], found[len(drafted)], LATEST, "涉及患者隐私和未办结的信访事项"
        )
    yield stage.moment(_DECIDED, draw)
    for finding in drafted[:_APPROVED]:
        await _decide(stage, finding, approve=True, note=None)
    if len(drafted) > _APPROVED + _WAITING:
        await _decide(stage, drafted[-1], approve=False, note="数字与年报不一致,请核对后再报")


async def _closed(stage: Stage) -> list[int]:
    """What of the first inspection is done with: nothing of it will change any more."""
    first = select(Inspection.id).order_by(Inspection.id).limit(1).scalar_subquery()
    query = select(Finding.id).where(
        Finding.inspection_id == first,
        Finding.voided.is_(False),
        Finding.closure_state == ClosureState.CLOSED,
        Finding.key_matter.is_(False),
    )
    return list(await stage.session.scalars(query.order_by(Finding.id)))


async def _draft(stage: Stage, finding: int) -> None:
    """The office says in public what is wrong in a sentence, without the examples of the feedback."""
    texts = await publication_queries.texts(stage.session, finding)
    await publication_service.draft(
        stage.session,
        stage.cast["clerk"],
        finding,
        LATEST,
        problem=texts.problem.partition("。")[0] + "。",
        measures=texts.measures,
        progress=(texts.progress or "").partition("\n")[0] or None,
    )


async def _decide(stage: Stage, finding: int, *, approve: bool, note: str | None) -> None:
    await publication_service.decide(
        stage.session, stage.cast["leader"], finding, LATEST, approve=approve, note=note
    )


async def _add_template(stage: Stage) -> None:
    """The layout in which the office writes its reports."""
    await templates.add(
        stage.session,
        stage.cast["system"],
        unit_id=stage.cast.units[""].id,
        kind=TemplateKind.REPORT,
        name=_TEMPLATE,
        file_name=f"{_TEMPLATE}.docx",
        stored=await stage.files.put(starter(TemplateKind.REPORT)),
        scanned=False,
    )
