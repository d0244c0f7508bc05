"""Statistics of complaints and petitions, and the annual report of petitions."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.complaints.vocabulary import ComplaintKind
from mingze.findings.schemas import Ref
from mingze.kit import clock
from mingze.kit.problems import refuse_field
from mingze.kit.web import Day, Reading, file_headers
from mingze.statistics import queries, rules, service, views
from mingze.statistics.export import statistics_xlsx
from mingze.statistics.rules import BASE_WORDS, MAX_MONTHS, RATE_WORDS, Span
from mingze.statistics.schemas import ComplaintStatistics, PetitionAnnualReport, UnitNamed
from mingze.statistics.vocabulary import DIMENSION_LABELS, Dimension

router = APIRouter(prefix="/complaint-statistics", tags=["投诉信访统计 Complaint statistics"])

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}
Counter = Annotated[Actor, requires(Permission.COMPLAINT_FIGURES)]
From = Annotated[Day | None, Query(alias="from", description="收到日期自(含),缺省为今年1月1日")]
To = Annotated[Day | None, Query(alias="to", description="收到日期至(含),缺省为今天")]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="被反映的单位,含下级")]
KindQuery = Annotated[ComplaintKind | None, Query(description="投诉或信访事项,缺省为全部")]
By = Annotated[Dimension, Query(description="按什么分组")]
Year = Annotated[int, Query(ge=1991, le=2190, description="年度", examples=[2026])]


@router.get("", operation_id="getComplaintStatistics", summary="投诉信访统计表")
async def get_complaint_statistics(
    actor: Counter,
    session: Reading,
    first: From = None,
    last: To = None,
    unit: UnitQuery = None,
    kind: KindQuery = None,
    by: By = Dimension.CATEGORY,
) -> ComplaintStatistics:
    """各行相加等于合计;附上年同期、同比和各项比率,均由件次重新计算。按单位的不排名,依机构树的次序。"""
    wanted = await service.asked(session, actor, _span(first, last, by), unit, kind)
    return views.statistics(actor, wanted, by, await service.table(session, actor, wanted, by))


@router.get(
    "/export.xlsx",
    operation_id="exportComplaintStatistics",
    summary="导出投诉信访统计表(XLSX)",
    response_class=Response,
    responses=_SHEET,
)
async def export_complaint_statistics(
    actor: Counter,
    session: Reading,
    first: From = None,
    last: To = None,
    unit: UnitQuery = None,
    kind: KindQuery = None,
    by: By = Dimension.CATEGORY,
) -> Response:
    """表下注明基数的口径和比率的算法。"""
    said = await get_complaint_statistics(actor, session, first, last, unit, kind, by)
    content = await asyncio.to_thread(statistics_xlsx, said)
    name = f"投诉信访统计(按{DIMENSION_LABELS[by]}){said.span.first:%Y%m%d}-{said.span.last:%Y%m%d}.xlsx"
    return Response(content, media_type=_XLSX, headers=file_headers(name))


@router.get("/annual-report", operation_id="getPetitionAnnualReport", summary="信访工作年度报告的数据")
async def get_petition_annual_report(
    actor: Counter, session: Reading, year: Year, unit: UnitQuery = None, kind: KindQuery = None
) -> PetitionAnnualReport:
    """《信访工作条例》第四十一条要求的数据:件次、领域、被反映较多的单位,转送、交办、督办,建议及采纳。"""
    wanted = await service.asked(session, actor, rules.year(year), unit, kind)
    dimensions = (Dimension.CATEGORY, Dimension.CHANNEL, Dimension.PETITION_CLASS)
    tables = await service.tables(session, actor, wanted, dimensions)
    whole = tables[Dimension.CATEGORY]
    named = await queries.most_named(session, wanted.conditions, wanted.span)
    return PetitionAnnualReport(
        year=year,
        unit=views.unit(wanted),
        kind=kind,
        base_words=BASE_WORDS,
        rate_words=RATE_WORDS,
        total=views.counts(whole.now),
        total_before=views.counts(whole.before),
        change=whole.now.count - whole.before.count,
        change_rate=views.rate(whole.now.count, whole.before.count),
        categories=views.rows(whole.rows),
        channels=views.rows(tables[Dimension.CHANNEL].rows),
        classes=views.rows(tables[Dimension.PETITION_CLASS].rows),
        most_named=[UnitNamed(unit=Ref(id=row["id"], name=row["name"]), count=row["count"]) for row in named],
        supervised=whole.now.supervised,
        **await queries.fates(session, wanted.conditions, wanted.span),
    )


def _span(first: Day | None, last: Day | None, by: Dimension) -> Span:
    today = clock.today()
    span = Span(first or (last or today).replace(month=1, day=1), last or today)
    if span.first > span.last:
        raise refuse_field("/query/from", "起始日期不能晚于截止日期")
    if by is Dimension.MONTH and len(span.months()) > MAX_MONTHS:
        raise refuse_field("/query/from", f"按月统计一次最多{MAX_MONTHS}个月")
    return span
