"""What the public does: complain, say more, rate, object, suggest. Nobody of the house acts, so every event has no
actor, and nothing that was written goes into one. Never commits.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.attachments import service as attachments
from mingze.attachments.owners import Owned
from mingze.attachments.rules import name_for
from mingze.complaints import following
from mingze.complaints import service as complaints
from mingze.complaints.models import Complaint, ComplaintMessage
from mingze.complaints.queries import FILES
from mingze.complaints.vocabulary import ComplaintChannel, Satisfaction
from mingze.kit import clock
from mingze.kit.files import StoredFile
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, NotFound, TooLarge, refuse_field
from mingze.portal import queries, receipts, rules
from mingze.portal.schemas import PortalSuggestionCreate, PortalWords
from mingze.portal.tokens import Verdict
from mingze.portal.vocabulary import MEANINGS
from mingze.suggestions import service as suggestions

_NOT_FOUND = "没有这张回执,请核对后再试"
_IN_TEXT = "内容里写有回执,请删去:回执只能自己保存,不要告诉任何人,包括工作人员"


class NoSuchReceipt(NotFound):
    """Nobody holds this receipt: counted against whoever asked."""


def read_receipt(typed: str) -> str:
    """The receipt somebody typed. NoSuchReceipt where it can be none: most guesses end here, at no cost."""
    found = receipts.read(typed)
    if found is None:
        raise NoSuchReceipt(_NOT_FOUND)
    return found


async def by_receipt(session: AsyncSession, key: bytes, typed: str, *, lock: bool = False) -> Complaint:
    found = await queries.by_receipt(session, receipts.hash_of(key, read_receipt(typed)), lock=lock)
    if found is None:
        raise NoSuchReceipt(_NOT_FOUND)
    return found


def check_token(verdict: Verdict) -> None:
    if verdict is Verdict.TOO_SOON:
        raise refuse_field("/body/token", "提交得太快,请稍等几秒再提交一次")
    if verdict is Verdict.TOO_LATE:
        raise refuse_field("/body/token", "页面打开超过 12 小时,请核对内容后再提交一次")
    if verdict is Verdict.FORGED:
        raise refuse_field("/body/token", "表单凭证无效,请重新打开页面")


async def complain(
    session: AsyncSession, key: bytes, receipt: str, words: PortalWords, contacts: str | None
) -> Complaint:
    """Take it in under its receipt; what has that receipt already is the same complaint, sent again."""
    receipt_hash = receipts.hash_of(key, receipt)
    await alone(session, f"receipt/{receipt_hash}")
    made = await queries.by_receipt(session, receipt_hash)
    if made is not None:
        return made
    await check_words(session, words)
    return await complaints.register(
        session,
        None,
        values=_values(words),
        complainant=words.reach.model_dump(),
        receipt_hash=receipt_hash,
        contacts=contacts,
    )


async def check_words(session: AsyncSession, words: PortalWords) -> None:
    """What can be said before anything is taken in, so that a preview says it."""
    if words.unit_id is not None and await queries.unit(session, unit_id=words.unit_id) is None:
        raise refuse_field("/body/unit_id", "没有这个单位,请重新选择")
    if words.happened_on is not None and words.happened_on > clock.today():
        raise refuse_field("/body/happened_on", "日期不能晚于今天")
    for name in ("text", "wish", "about_persons"):
        refuse_receipt(getattr(words, name), f"/body/{name}")


def _values(words: PortalWords) -> dict[str, Any]:
    meaning = MEANINGS[words.concern]
    return {
        "kind": words.kind,
        "channel": ComplaintChannel.PORTAL,
        "matter": words.matter,
        "category": meaning.category,
        "nine_rule": meaning.nine_rule,
        "about_unit_id": words.unit_id,
        "about_persons": words.about_persons,
        "names_head": words.names_head,
        "confidential": words.confidential,
        "happened_on": words.happened_on,
        "text": words.text,
        "wish": words.wish,
    }


def refuse_receipt(text: str | None, pointer: str) -> None:
    if text and receipts.stands_in(text):
        raise refuse_field(pointer, _IN_TEXT)


async def suggest(session: AsyncSession, body: PortalSuggestionCreate) -> None:
    refuse_receipt(body.text, "/body/text")
    await suggestions.add_from_public(
        session,
        collection_id=body.collection_id,
        unit_id=body.unit_id,
        values={"text": body.text, "giver": body.giver, "contact": body.contact},
    )


# --- with the receipt ------------------------------------------------------------------------------------------


async def say(session: AsyncSession, row: Complaint, text: str) -> ComplaintMessage | None:
    """Add a word; the same as the last, sent again, is not said twice."""
    refuse_receipt(text, "/body/text")
    if not await _is_new(session, row, text):
        return None
    return await following.add_message(session, row, text)


async def rate(session: AsyncSession, row: Complaint, satisfaction: Satisfaction, text: str | None) -> None:
    refuse_receipt(text, "/body/text")
    await following.rate(session, row, satisfaction, text)


async def object_to_answer(session: AsyncSession, row: Complaint, text: str) -> None:
    refuse_receipt(text, "/body/text")
    if await _is_new(session, row, following.OBJECTION + text):
        await following.object_to_answer(session, row, text)


async def _is_new(session: AsyncSession, row: Complaint, text: str) -> bool:
    count, last = await queries.said(session, row.id)
    if last == text:
        return False
    if count >= rules.MAX_MESSAGES:
        raise Conflict(f"留言已有 {rules.MAX_MESSAGES} 条,请直接打电话联系")
    return True


async def attach(
    session: AsyncSession,
    row: Complaint,
    *,
    stored: StoredFile,
    name: str | None,
    media_type: str,
    scanned: bool,
) -> None:
    """Add a file that lies in the store; the same bytes, sent again, are the same file."""
    there = await queries.files(session, row.id)
    if any(file["sha256"] == stored.sha256 for file in there):
        return
    if len(there) >= rules.MAX_FILES_IN_ALL:
        raise Conflict(f"文件最多 {rules.MAX_FILES_IN_ALL} 个")
    if sum(file["size"] for file in there) + stored.size > rules.MAX_FILES_BYTES:
        raise TooLarge(f"文件合计不能超过 {rules.MAX_FILES_BYTES // 1_000_000} MB")
    await attachments.attach(
        session,
        None,
        owner_type=FILES,
        owner_id=row.id,
        place=place_of(row),
        stored=stored,
        name=name_for(name, media_type),
        media_type=media_type,
        scanned=scanned,
    )


def place_of(row: Complaint) -> Owned:
    return Owned(subject=None, unit_id=row.office_id)
