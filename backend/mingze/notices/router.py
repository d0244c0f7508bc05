"""One's own inbox, and how one wants to be told."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import Conflict, refuse_field
from mingze.kit.web import Id, Reading, Writing
from mingze.notices import (
    accounts_telling,  # noqa: F401  (listens from now on)
    queries,
    service,
)
from mingze.notices.models import MailSetting
from mingze.notices.rules import KIND_LABELS, MailMode, NoticeKind, title
from mingze.notices.schemas import (
    CodeBody,
    NoticeSettings,
    NoticeSettingsChange,
    NoticesRead,
    NoticeView,
    UnreadCount,
)
from mingze.notices.subjects import names

router = APIRouter(tags=["提醒 Notices"])

Someone = Annotated[Actor, requires()]


@router.get("/notices", operation_id="listNotices", summary="本人的提醒,新的在前")
async def list_notices(
    actor: Someone,
    session: Reading,
    unread: Annotated[bool | None, Query(description="只看未读(true)或已读(false)")] = None,
    kind: NoticeKind | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[NoticeView]:
    """同一次办理涉及多个事项时合并为一条。提醒所涉问题已不在可见范围内的,不显示其内容。"""
    rows, count = await queries.page(
        session, actor.account_id, unread=unread, kind=kind, after=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    seen = await names(session, actor, {row["finding_id"] for row in rows} - {None})
    return Page(
        items=[_view(row, seen.get(row["finding_id"])) for row in rows],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


def _view(row: RowMapping, subject: str | None) -> NoticeView:
    kind = NoticeKind(row["kind"])
    is_hidden = row["finding_id"] is not None and subject is None
    return NoticeView(
        id=row["id"],
        kind=kind,
        kind_label=KIND_LABELS[kind],
        title=title(kind, row["count"], subject if row["finding_id"] is not None else row["words"] or ""),
        resource=row["resource"],
        resource_id=None if is_hidden else row["resource_id"],
        finding_id=None if is_hidden else row["finding_id"],
        count=row["count"],
        actor_name=None if is_hidden else row["actor_name"],
        created_at=row["created_at"],
        read_at=row["read_at"],
    )


@router.get("/notices/unread-count", operation_id="countUnreadNotices", summary="未读提醒数")
async def count_unread_notices(actor: Someone, session: Reading) -> UnreadCount:
    return UnreadCount(count=await queries.unread(session, actor.account_id))


@router.post("/notices/read", status_code=204, operation_id="readNotices", summary="把提醒标为已读")
async def read_notices(actor: Someone, body: NoticesRead, session: Writing) -> None:
    """不是本人的提醒不受影响。"""
    if not body.all and not body.ids:
        raise refuse_field("/body/ids", "须给出 ids,或 all 为真")
    await service.mark_read(session, actor, None if body.all else body.ids)


@router.post("/notices/{notice_id}/read", status_code=204, operation_id="readNotice", summary="标为已读")
async def read_notice(actor: Someone, notice_id: Id, session: Writing) -> None:
    await service.mark_one_read(session, actor, notice_id)


@router.get("/me/notice-settings", operation_id="getNoticeSettings", summary="本人的提醒设置")
async def get_notice_settings(actor: Someone, session: Reading, request: Request) -> NoticeSettings:
    return _settings(await queries.setting(session, actor.account_id), request)


@router.patch("/me/notice-settings", operation_id="changeNoticeSettings", summary="修改本人的提醒设置")
async def change_notice_settings(
    actor: Someone, body: NoticeSettingsChange, session: Writing, request: Request
) -> NoticeSettings:
    """新邮箱会收到验证码,确认后才启用,此前的邮箱继续有效。邮件只写提醒的种类和条数。"""
    wants_mail = body.email is not None or (body.mail is not None and body.mail is not MailMode.NONE)
    if wants_mail and not request.app.state.settings.smtp_url:
        raise Conflict("系统没有配置邮件服务")
    row = await service.change_mail(
        session, actor, email=body.email, set_email="email" in body.model_fields_set, mode=body.mail
    )
    return _settings(row, request)


@router.post(
    "/me/notice-settings/confirmation", operation_id="confirmNoticeAddress", summary="用验证码确认新邮箱"
)
async def confirm_notice_address(actor: Someone, body: CodeBody, request: Request) -> NoticeSettings:
    """验证码 30 分钟内有效,最多输错五次。"""
    async with request.app.state.database.writing() as session:
        right = await service.confirm_address(session, actor, body.code)
        row = await queries.setting(session, actor.account_id)
    # Refused only now: a wrong code must count.
    if not right:
        raise refuse_field("/body/code", "验证码不正确")
    return _settings(row, request)


def _settings(row: MailSetting | None, request: Request) -> NoticeSettings:
    return NoticeSettings(
        email=row.address if row else None,
        email_pending=row.pending if row else None,
        mail=MailMode(row.mode) if row else MailMode.NONE,
        mail_available=request.app.state.settings.smtp_url is not None,
    )
