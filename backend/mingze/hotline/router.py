"""热线: work orders of 12345 and 12320 sent in, their state fetched, both sides' lists compared."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, UploadFile

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.complaints.vocabulary import ComplaintState
from mingze.hotline import import_service, queries, rules, service
from mingze.hotline.list_reading import MOST_ROWS, read_orders, theirs_of
from mingze.hotline.queries import Filter
from mingze.hotline.rules import Ours, Theirs
from mingze.hotline.schemas import (
    ExternalNo,
    HotlineFileForm,
    HotlineImportDone,
    HotlineImportForm,
    HotlineImportPreview,
    HotlineImportTotals,
    HotlineOrderCreate,
    HotlineOrderReceipt,
    HotlineOrderView,
    HotlineReconcile,
    HotlineReconcileForm,
    HotlineReconciliation,
    HotlineUnreadableRow,
    HotlineUpdates,
)
from mingze.hotline.views import order_view, preview_row, reconciliation, update_view
from mingze.hotline.vocabulary import HotlineSource, HotlineStatus
from mingze.kit.list_reading import MAX_BYTES
from mingze.kit.lists import Listed
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Forbidden, TooLarge, refuse_field
from mingze.kit.uploads import form_of, read_upload, takes
from mingze.kit.web import Day, Reading, Writing

router = APIRouter(prefix="/hotline-orders", tags=["热线 Hotline"])

Exchange = Annotated[Actor, requires(Permission.HOTLINE_EXCHANGE)]


async def _at_an_authority(actor: Exchange, request: Request) -> Actor:
    # A short session of its own, as for who asks: never two in one request.
    async with request.app.state.database.reading() as session:
        if not await queries.exchange_roots(session, actor):
            raise Forbidden("热线工单由卫生健康委、局接收和核对,本单位的投诉请直接登记")
    return actor


#: An order taken in belongs to an authority: or a unit could take the number of an order that was never sent to it.
Taking = Annotated[Actor, Depends(_at_an_authority)]
SourceQuery = Annotated[HotlineSource | None, Query(alias="source", description="只要这个来源的")]
After = Annotated[int, Query(ge=0, le=2**53, description="上次得到的 after;第一次为 0")]
#: Orders of ours that are compared with one list of theirs.
_MOST_OURS = 20_000
_LONGEST_PERIOD = 366


def _contacts(request: Request) -> str:
    return ";".join(request.app.state.settings.discipline_contacts)


@router.post("", status_code=201, operation_id="createHotlineOrder", summary="送来一张工单的一轮")
async def create_hotline_order(
    actor: Taking, body: HotlineOrderCreate, session: Writing, request: Request
) -> HotlineOrderReceipt:
    """以(来源、工单编号、轮次)为准,可以放心重发:

    - 原样重发:同样的 201 和同样的回执,不会重复登记。
    - 同一键而内容不同:409,`errors` 逐项指出哪些字段与先前收到的不同。
    - 轮次加一:同一件投诉退回重办(办结以后也可以);上一轮还没有答复、或轮次跳过的为 409。
    - 上一轮已不予处理、移送、并案或转为信访的,或本轮反映的是主要负责人、别的单位的:另行登记一件,重新确定受理机关,
      并注明重复于上一件。
    - 重办时送来的诉求人各项替换原有的;要求保密的从此保密,不因后来没有要求而公开。
    """
    order = await service.receive(session, actor, body, _contacts(request))
    return HotlineOrderReceipt.model_validate(dict(await queries.receipt(session, order.id)))


@router.get("", operation_id="listHotlineOrders", summary="可见范围内的工单,新的在前")
async def list_hotline_orders(
    actor: Exchange,
    session: Reading,
    source: SourceQuery = None,
    external_no: Annotated[ExternalNo | None, Query(description="工单编号,须完整")] = None,
    status: Annotated[HotlineStatus | None, Query(description="办理情况")] = None,
    received_from: Annotated[Day | None, Query(description="从哪一天收到的起")] = None,
    received_to: Annotated[Day | None, Query(description="到哪一天收到的止")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[HotlineOrderView]:
    """各项与热线所写相同;诉求人是谁只在投诉中,给受理机关看。"""
    wanted = Filter(
        source=source,
        external_no=external_no,
        states=rules.states_of(status) if status else None,
        received_from=received_from,
        received_to=received_to,
    )
    rows, count = await queries.page(session, actor, wanted, before=after_id(cursor), limit=limit + 1)
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[order_view(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/updates", operation_id="listHotlineUpdates", summary="某个位置之后各工单办理情况的变化")
async def list_hotline_updates(
    actor: Exchange,
    session: Reading,
    after: After = 0,
    source: SourceQuery = None,
    refused: Annotated[bool, Query(description="只要推送被对方拒绝的")] = False,
    limit: Limit = 200,
) -> HotlineUpdates:
    """按发生的先后。每处理完一页,保存回答中的 `after`,下次从它开始:不会遗漏,也不会提前看到尚未生效的。

    一项是一张工单在那一刻的完整情况,只含可以告知诉求人的内容。开通推送的,推送的内容与这里相同。
    """
    rows = await queries.updates(session, actor, after=after, source=source, refused=refused, limit=limit + 1)
    shown, last = cut(rows, limit)
    return HotlineUpdates(
        items=[update_view(row) for row in shown],
        after=shown[-1]["position"] if shown else after,
        has_more=last is not None,
    )


# --- lists in files --------------------------------------------------------------------------------------------


@router.post(
    "/import-preview",
    operation_id="previewHotlineImport",
    summary="预览工单表的导入,不作改动",
    openapi_extra=takes("previewHotlineImport", HotlineFileForm),
)
async def preview_hotline_import(
    actor: Taking, request: Request, form: Annotated[HotlineFileForm, Depends(form_of(HotlineFileForm))]
) -> HotlineImportPreview:
    """逐行说明将新登记、重办还是不变,错在哪一列。列名按热线常用的叫法识别。"""
    listed = await _read(request, form.file, MOST_ROWS)
    async with request.app.state.database.reading() as session:
        planned = await import_service.prepare(session, actor, form.source, listed.rows, _contacts(request))
    return HotlineImportPreview(
        plan_digest=import_service.digest(planned),
        totals=HotlineImportTotals(**import_service.totals(planned)),
        rows=[preview_row(one, listed.headers) for one in planned],
        ignored_columns=listed.ignored,
    )


@router.post(
    "/import",
    operation_id="importHotlineOrders",
    summary="导入预览过的工单表",
    openapi_extra=takes("importHotlineOrders", HotlineImportForm),
)
async def import_hotline_orders(
    actor: Taking,
    request: Request,
    form: Annotated[HotlineImportForm, Depends(form_of(HotlineImportForm))],
) -> HotlineImportDone:
    """有错误的行不导入,其余的全部导入或全部不动。预览之后工单有变动、或文件不同,回答 409。"""
    listed = await _read(request, form.file, MOST_ROWS)
    async with request.app.state.database.writing() as session:
        planned = await import_service.take(
            session, actor, form.source, listed.rows, _contacts(request), form.plan_digest
        )
    return HotlineImportDone(totals=HotlineImportTotals(**import_service.totals(planned)))


async def _read(request: Request, file: UploadFile, most: int) -> Listed:
    state = request.app.state
    data = await read_upload(file, min(MAX_BYTES, state.settings.upload_max_bytes))
    async with state.reading_slots.taken():
        return await read_orders(
            file.filename or "",
            data,
            most=most,
            seconds=state.settings.read_seconds,
            memory=state.settings.read_memory_mib << 20,
        )


# --- reconciliation --------------------------------------------------------------------------------------------


@router.post("/reconcile", operation_id="reconcileHotlineOrders", summary="与热线一方的清单核对")
async def reconcile_hotline_orders(
    actor: Taking, body: HotlineReconcile, session: Reading
) -> HotlineReconciliation:
    """对方有而本平台没有的、本平台有而对方没有的、状态不同的;各项计数相加等于双方的总数。只核对,不改动。"""
    theirs = [Theirs(one.external_no, one.round, one.status) for one in body.orders]
    ours = await _ours(session, actor, body, theirs)
    return reconciliation(rules.compare(theirs, ours), len(theirs), [])


@router.post(
    "/reconcile-file",
    operation_id="reconcileHotlineFile",
    summary="与热线一方的清单文件核对",
    openapi_extra=takes("reconcileHotlineFile", HotlineReconcileForm),
)
async def reconcile_hotline_file(
    actor: Taking,
    request: Request,
    form: Annotated[HotlineReconcileForm, Depends(form_of(HotlineReconcileForm))],
) -> HotlineReconciliation:
    """与上一项相同,清单在文件里;状态按热线常用的说法识别,读不懂的行单独列出。"""
    listed = await _read(request, form.file, rules.MOST_ITEMS)
    theirs = [one for given in listed.rows if (one := theirs_of(given)) is not None]
    async with request.app.state.database.reading() as session:
        ours = await _ours(session, actor, form, theirs)
    unreadable = [
        HotlineUnreadableRow(row=given.row, message=";".join(fault.message for fault in given.faults))
        for given in listed.rows
        if given.faults
    ]
    return reconciliation(rules.compare(theirs, ours), len(listed.rows), unreadable)


async def _ours(
    session: Reading, actor: Actor, asked: HotlineReconcile | HotlineReconcileForm, theirs: list[Theirs]
) -> list[Ours]:
    if asked.last_day < asked.first_day:
        raise refuse_field("/body/last_day", "截止日期不能早于起始日期")
    if (asked.last_day - asked.first_day).days >= _LONGEST_PERIOD:
        raise refuse_field("/body/last_day", "一次最多核对一年")
    rows = await queries.listed(
        session,
        actor,
        asked.source,
        first=asked.first_day,
        last=asked.last_day,
        numbers={one.external_no for one in theirs},
        limit=_MOST_OURS + 1,
    )
    if len(rows) > _MOST_OURS:
        raise TooLarge(f"该时段本平台的工单超过 {_MOST_OURS} 张,请缩短时段")
    listed = {one.key for one in theirs}
    return [
        Ours(
            row["external_no"],
            row["round"],
            rules.status_of(ComplaintState(row["state"])),
            row["complaint_number"],
        )
        for row in rows
        if row["in_period"] or (row["external_no"], row["round"]) in listed
    ]
