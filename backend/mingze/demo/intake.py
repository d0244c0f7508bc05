"""How papers come in: uploaded, read, checked row by row, confirmed; one is still on the clerk's desk."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from mingze import samples
from mingze.access.actor import Actor
from mingze.demo.corpus import Matter
from mingze.demo.fates import Fate
from mingze.demo.paper import Paper
from mingze.demo.stage import LATEST, Stage
from mingze.demo.tale import Tale
from mingze.findings.vocabulary import Part
from mingze.imports import confirm_service, queries, row_service, service
from mingze.imports.models import ImportRow
from mingze.imports.reading import Limits, media_type_of, read_document
from mingze.kit.limited import Slots
from mingze.settings import Settings

Reading = dict[str, Any]


async def read(settings: Settings, name: str, data: bytes) -> Reading:
    """What the reader says of a paper, in a process of its own as for any upload."""
    limits = Limits(settings.read_seconds, settings.read_memory_mib << 20, Slots(1, 0))
    return await read_document(name, data, limits)


#: Days between the feedback and the report: of the commission, of the hospital.
_FEEDBACK = (96, 34)


def inspected_until(today: date, days_ago: int, *, of_hospital: bool) -> date:
    """The last day of the inspection whose report was issued so many days ago."""
    return today - timedelta(days=days_ago + _FEEDBACK[of_hospital] + 38)


def inspection_report(
    stage: Stage, matters: Sequence[Matter], fates: Mapping[str, Fate], *, days_ago: int, of_hospital: bool
) -> Paper:
    """The report that tells `matters` as `fates` have it, issued so many days ago."""

    def day(before: int) -> date:
        return stage.today - timedelta(days=days_ago + before)

    issuer = "云州市人民医院党委" if of_hospital else "中共云州市卫生健康委员会党组"
    feedback = _FEEDBACK[of_hospital]
    issued = day(0)
    return Paper(
        file_name=f"{'市人民医院党委' if of_hospital else '市卫生健康委党组'}巡察整改进展情况通报.txt",
        title=f"{issuer}关于巡察整改进展情况的通报",
        number=f"{'云医党' if of_hospital else '云卫党组'}〔{issued.year}〕{17 if of_hospital else 9}号",
        issuer=issuer,
        party=issuer,
        team="六届市委第五巡察组" if of_hospital else "六届市委第三巡察组",
        kind="专项巡察" if of_hospital else "常规巡察",
        began_on=day(feedback + 90),
        ended_on=inspected_until(stage.today, days_ago, of_hospital=of_hospital),
        feedback_on=day(feedback),
        issued_on=issued,
        rules_built=9 if of_hospital else 14,
        checks_held=6 if of_hospital else 11,
        matters=matters,
        statuses=[fates[matter.key].printed for matter in matters],
        duties=[_duty(stage, matter, number) for number, matter in enumerate(matters)],
    )


def _duty(stage: Stage, matter: Matter, number: int) -> tuple[str, str]:
    units = "、".join(stage.cast.units[code].name for code in matter.answers)
    if matter.answers[0].startswith("SRM-"):
        return stage.cast["head"].name, units
    return stage.cast["leader" if number % 3 else "leader2"].name, units


async def entered(
    stage: Stage, paper: Paper, reading: Reading, fates: Mapping[str, Fate], days_ago: int
) -> AsyncIterator[datetime]:
    """The paper is uploaded, each row gets its units, tag and weight, and the draft is confirmed the day after."""
    draw, clerk = Random(paper.title), stage.cast["clerk"]  # noqa: S311  (a seed: every fill is the same)
    moment = stage.moment(days_ago, draw)
    yield moment
    draft_id = await _upload(stage, clerk, paper.file_name, paper.text().encode(), reading)
    moment = stage.moment(days_ago, draw, moment)
    yield moment
    by_text = {matter.problem: matter for matter in paper.matters}
    rows = await queries.rows(stage.session, draft_id)
    matters = [by_text[row.problem] for row in rows]
    for row, matter in zip(rows, matters, strict=True):
        await row_service.change_row(stage.session, clerk, draft_id, row.id, LATEST, _decided(stage, matter))
    moment = stage.moment(days_ago - 1, draw, moment)
    yield moment
    done = await confirm_service.confirm(stage.session, clerk, draft_id, LATEST)
    for finding_id, matter in zip(done.entered.finding_ids, matters, strict=True):
        tale = Tale(stage, matter, fates[matter.key])
        stage.add(tale.entered(finding_id, days_ago - 3), moment)


def _decided(stage: Stage, matter: Matter) -> dict[str, Any]:
    units = [(stage.cast.units[code].id, Part.ANSWERING) for code in matter.answers]
    units += [(stage.cast.units[code].id, Part.COOPERATING) for code in matter.cooperates]
    return {
        "units": tuple(units),
        "tags": (stage.tags[matter.tag],),
        "severity": matter.severity,
        "amount": matter.amount,
    }


async def left_on_the_desk(stage: Stage, reading: Reading) -> AsyncIterator[datetime]:
    """A report uploaded two days ago; the clerk gave units to some rows, dropped one, and went home."""
    draw, clerk = Random("desk"), stage.cast["clerk"]  # noqa: S311  (a seed: every fill is the same)
    moment = stage.moment(2, draw)
    yield moment
    name = "市卫生健康委巡察整改进展公开稿.txt"
    draft_id = await _upload(stage, clerk, name, samples.sample(samples.REPORT), reading)
    yield stage.moment(1, draw, moment)
    rows = await queries.rows(stage.session, draft_id)
    due_on = stage.today + timedelta(days=60)
    for part, code in (
        (lambda n: n < 4, "JCK"),
        (lambda n: 4 <= n < 6, "JKK"),
        (lambda n: 8 <= n < 12, "YZK"),
    ):
        await row_service.assign_rows(
            stage.session,
            clerk,
            draft_id,
            _ids(rows, part),
            units=((stage.cast.units[code].id, Part.ANSWERING),),
            due_on=due_on,
        )
    await row_service.set_dropped(stage.session, clerk, draft_id, rows[-1].id, dropped=True)


def _ids(rows: Sequence[ImportRow], wanted: Callable[[int], bool]) -> list[int]:
    return [row.id for number, row in enumerate(rows) if wanted(number)]


async def thrown_away(stage: Stage, reading: Reading) -> AsyncIterator[datetime]:
    """The wrong file, uploaded and discarded."""
    draw, clerk = Random("wrong"), stage.cast["clerk2"]  # noqa: S311  (a seed: every fill is the same)
    moment = stage.moment(58, draw)
    yield moment
    data = samples.sample(samples.ANNUAL_REPORT)
    draft_id = await _upload(stage, clerk, "年度法治建设报告.txt", data, reading)
    yield stage.moment(58, draw, moment)
    await service.discard(stage.session, clerk, draft_id)


async def _upload(stage: Stage, actor: Actor, name: str, data: bytes, reading: Reading) -> int:
    draft = await service.create(
        stage.session,
        actor,
        unit_id=stage.cast.units[""].id,
        answer=reading,
        stored=await stage.files.put(data),
        name=name,
        media_type=media_type_of(name),
    )
    return draft.id
