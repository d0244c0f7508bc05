"""Drafts of documents on their way into the ledger."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.attachments.rules import clean_name
from mingze.attachments.taking import Sent, refuse_infected, told_of
from mingze.imports import (
    confirm_service,
    difference_views,
    handover,
    queries,
    row_service,
    service,
    views,
)
from mingze.imports.difference_schemas import Differences
from mingze.imports.reading import Limits, media_type_of, read_document
from mingze.imports.rules import office_of
from mingze.imports.schemas import (
    Confirmed,
    ImportChange,
    ImportDraftView,
    ImportForm,
    ImportRowChanged,
    ImportRows,
    ImportSummary,
    ImportText,
    RowChange,
    RowsAssign,
    RowsDecide,
    RowsMerge,
    RowSplit,
    RowUnit,
)
from mingze.imports.vocabulary import ImportState
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Conflict, NotFound
from mingze.kit.uploads import form_of, read_upload, takes
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter(prefix="/imports", tags=["导入 Imports"])
Clerk = Annotated[Actor, requires(Permission.IMPORT_MANAGE)]


# --- drafts ---------------------------------------------------------------------------------------------


@router.post(
    "",
    status_code=201,
    operation_id="createImport",
    summary="上传文件,读成草稿",
    openapi_extra=takes("createImport", ImportForm),
)
async def create_import(
    actor: Clerk,
    request: Request,
    response: Response,
    form: Annotated[ImportForm, Depends(form_of(ImportForm))],
    key: IdempotencyKey = None,
) -> ImportDraftView:
    """确认之前不会有任何内容进入台账。原件保留并与草稿关联。读不了的文件回答 413、415 或 422,不留下任何东西。"""
    state = request.app.state
    office = office_of(actor.roots(Permission.IMPORT_MANAGE), form.unit_id)
    data = await read_upload(form.file, state.settings.upload_max_bytes)
    name = clean_name(form.file.filename)
    body = await asyncio.to_thread(told_of, queries.IMPORT_FILES, office, name, data)
    async with state.database.reading() as session:
        draft_id = await once(session, actor, "createImport", key, body)
    if draft_id is None:
        sent = Sent("createImport", queries.IMPORT_FILES, 0, name, data, body)
        await refuse_infected(request.app, actor, sent, Owned(subject=None, unit_id=office))
        answer = await read_document(name, data, limits_of(request))
        service.check_reading(answer)
        stored = await state.files.put(data)
        async with state.database.writing() as session:
            draft_id = await once(session, actor, "createImport", key, body)
            if draft_id is None:
                made = await service.create(
                    session,
                    actor,
                    unit_id=office,
                    answer=answer,
                    stored=stored,
                    name=name,
                    media_type=media_type_of(name),
                    scanned=state.scanner.on,
                )
                draft_id = await once.done(session, actor, "createImport", key, body, made.id)
    async with state.database.reading() as session:
        return _tagged(response, await views.detail(session, actor, draft_id))


def limits_of(request: Request) -> Limits:
    settings = request.app.state.settings
    return Limits(settings.read_seconds, settings.read_memory_mib << 20, request.app.state.reading_slots)


@router.get("", operation_id="listImports", summary="导入列表,新的在前")
async def list_imports(
    actor: Clerk,
    session: Reading,
    state: ImportState | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ImportSummary]:
    rows, count = await queries.page(session, actor, state=state, before=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[views.summary(row) for row in rows],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/{import_id}", operation_id="getImport", summary="一份草稿")
async def get_import(actor: Clerk, import_id: Id, session: Reading, response: Response) -> ImportDraftView:
    return _tagged(response, await views.detail(session, actor, import_id))


@router.get("/{import_id}/text", operation_id="getImportText", summary="从文件提取的全文")
async def get_import_text(actor: Clerk, import_id: Id, session: Reading) -> ImportText:
    text = await queries.text_of(session, actor, import_id)
    if text is None:
        raise NotFound()
    return ImportText(text=text)


@router.get(
    "/{import_id}/differences", operation_id="getImportDifferences", summary="与上次导入、与台账逐项对比"
)
async def get_import_differences(actor: Clerk, import_id: Id, session: Reading) -> Differences:
    """问题按章节、分组、序号对应,序号变动的按文字相近对应,一一对应;方案比任务、阶段、问题类型,年度报告比数据。

    已确认的导入给出确认当时的对比。
    """
    return await difference_views.differences(session, actor, import_id)


@router.patch("/{import_id}", operation_id="changeImport", summary="修改文件信息")
async def change_import(
    actor: Clerk,
    import_id: Id,
    body: ImportChange,
    session: Writing,
    response: Response,
    expected: IfMatch,
) -> ImportDraftView:
    values: dict[str, Any] = {name: getattr(body, name) or None for name in body.model_fields_set}
    if inspection := values.get("inspection"):
        values["inspection"] = inspection.model_dump(mode="json", by_alias=True)
    if plan := values.get("plan"):
        values["plan"] = plan.model_dump(mode="json")
    if "figures" in values:
        values["figures"] = [figure.model_dump(mode="json") for figure in values["figures"] or []]
    await service.change(session, actor, import_id, expected, values)
    await session.flush()
    return _tagged(response, await views.detail(session, actor, import_id))


@router.post("/{import_id}/confirm", operation_id="confirmImport", summary="确认入账")
async def confirm_import(
    actor: Clerk, import_id: Id, session: Writing, expected: IfMatch, key: IdempotencyKey = None
) -> Confirmed:
    """新的行成为问题(工作状态“已确认”,保留文件写明的整改状态);台账已有的按 decision 更新、保留或另行入账,没有变化的不动。

    文件中不再出现的问题(gone)在台账中保持不变。工作方案和年度报告归档,内容与原件一并保存。
    须改正或选定之处逐行列出(422),此时没有任何内容入账。
    If-Match 为草稿版本:他人改动过的草稿须看过才能确认。带 Idempotency-Key 重试得到同一个回答。
    """
    operation = f"confirmImport/{import_id}"
    body = operation.encode()
    if await once(session, actor, operation, key, body) is not None:
        return await views.outcome(session, actor, import_id)
    await confirm_service.confirm(session, actor, import_id, expected)
    await once.done(session, actor, operation, key, body, import_id)
    return await views.outcome(session, actor, import_id)


@router.post("/{import_id}/discard", operation_id="discardImport", summary="放弃草稿")
async def discard_import(
    actor: Clerk, import_id: Id, session: Writing, response: Response
) -> ImportDraftView:
    """草稿与原件保留备查,不再能编辑或入账。"""
    await service.discard(session, actor, import_id)
    await session.flush()
    return _tagged(response, await views.detail(session, actor, import_id))


# --- rows -------------------------------------------------------------------------------------------------


@router.get("/{import_id}/rows", operation_id="listImportRows", summary="草稿的全部行(至多 2000)")
async def list_import_rows(actor: Clerk, import_id: Id, session: Reading) -> ImportRows:
    draft = await queries.draft(session, actor, import_id)
    if draft is None:
        raise NotFound()
    return await views.rows(session, actor, draft, await queries.rows(session, import_id))


@router.patch("/{import_id}/rows/{row_id}", operation_id="changeImportRow", summary="修改一行")
async def change_import_row(
    actor: Clerk,
    import_id: Id,
    row_id: Id,
    body: RowChange,
    session: Writing,
    response: Response,
    expected: IfMatch,
) -> ImportRowChanged:
    """If-Match 为该行的版本。"""
    values = {name: _value(name, getattr(body, name)) for name in body.model_fields_set}
    draft, kept = await row_service.change_row(session, actor, import_id, row_id, expected, values)
    await session.flush()
    response.headers["ETag"] = etag(kept.version)
    return await views.changed(session, actor, draft, kept)


@router.post("/{import_id}/rows/{row_id}/split", operation_id="splitImportRow", summary="一行拆成两行")
async def split_import_row(
    actor: Clerk, import_id: Id, row_id: Id, body: RowSplit, session: Writing
) -> ImportRows:
    """说明整行情况的内容(进展、状态、单位、期限)两行都有;金额留在第一行,未拆分的措施也留在第一行。"""
    draft, kept = await row_service.split_row(
        session, actor, import_id, row_id, at_measure=body.at_measure, problem_parts=body.problem_parts
    )
    await session.flush()
    return await views.rows(session, actor, draft, kept)


@router.post("/{import_id}/rows/merge", operation_id="mergeImportRows", summary="相邻几行合成一行")
async def merge_import_rows(
    actor: Clerk, import_id: Id, body: RowsMerge, session: Writing
) -> ImportRowChanged:
    """状态不一致时留空;期限取最早,严重程度取最重,金额相加。"""
    draft, kept = await row_service.merge_rows(session, actor, import_id, body.row_ids)
    await session.flush()
    return await views.changed(session, actor, draft, kept)


@router.post("/{import_id}/rows/assign", operation_id="assignImportRows", summary="批量指定单位和期限")
async def assign_import_rows(actor: Clerk, import_id: Id, body: RowsAssign, session: Writing) -> ImportRows:
    draft, kept = await row_service.assign_rows(
        session, actor, import_id, body.row_ids, units=_units(body.units), due_on=body.due_on
    )
    await session.flush()
    return await views.rows(session, actor, draft, kept)


@router.post(
    "/{import_id}/rows/decide", operation_id="decideImportRows", summary="批量选定如何处理已有的问题"
)
async def decide_import_rows(actor: Clerk, import_id: Id, body: RowsDecide, session: Writing) -> ImportRows:
    """采用文件内容、保留台账内容,或作为新问题入账;null 取消选定。"""
    draft, kept = await row_service.decide_rows(session, actor, import_id, body.row_ids, body.decision)
    await session.flush()
    return await views.rows(session, actor, draft, kept)


@router.post("/{import_id}/rows/{row_id}/drop", operation_id="dropImportRow", summary="删除一行(可恢复)")
async def drop_import_row(actor: Clerk, import_id: Id, row_id: Id, session: Writing) -> ImportRowChanged:
    return await _set_dropped(session, actor, import_id, row_id, dropped=True)


@router.post("/{import_id}/rows/{row_id}/restore", operation_id="restoreImportRow", summary="恢复一行")
async def restore_import_row(actor: Clerk, import_id: Id, row_id: Id, session: Writing) -> ImportRowChanged:
    return await _set_dropped(session, actor, import_id, row_id, dropped=False)


async def _set_dropped(
    session: AsyncSession, actor: Actor, import_id: int, row_id: int, *, dropped: bool
) -> ImportRowChanged:
    draft, kept = await row_service.set_dropped(session, actor, import_id, row_id, dropped=dropped)
    await session.flush()
    return await views.changed(session, actor, draft, kept)


# --- parsing ------------------------------------------------------------------------------------------------


def _value(name: str, value: Any) -> Any:
    """A field of the body as `rules.Row` holds it: blank is nothing, lists are tuples."""
    match name:
        case "measures":
            return tuple(part for part in value or () if part)
        case "units":
            return _units(value or ())
        case "tags":
            return tuple(dict.fromkeys(value or ()))
        case "problem":
            return value or ""
        case "key_matter" | "amount" | "decision":
            return value
    return value or None


def _units(units: list[RowUnit] | tuple[()]) -> tuple[tuple[int, Any], ...]:
    return tuple(dict.fromkeys((unit.unit_id, unit.part) for unit in units))


def _tagged(response: Response, draft: ImportDraftView) -> ImportDraftView:
    response.headers["ETag"] = etag(draft.version)
    return draft


# --- the original file --------------------------------------------------------------------------------------


async def _no_more_files(session: AsyncSession, actor: Actor, draft_id: int) -> Owned:
    if not await queries.file_is_visible(session, actor, draft_id):
        raise NotFound()
    raise Conflict("导入的原件不能更换或增加,请另行导入")


handover.register()
register_owner(queries.IMPORT_FILES, Owner(visible=queries.file_is_visible, adding=_no_more_files))
