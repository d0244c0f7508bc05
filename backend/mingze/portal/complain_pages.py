"""Complaining on pages: which unit, what happened, a look at it, sent; its receipt."""

from typing import Any

import segno
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from markupsafe import Markup
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.problems import Invalid
from mingze.kit.web import Reading
from mingze.portal import queries, receipts, service, tokens
from mingze.portal.asking import Asking
from mingze.portal.dependencies import Asked
from mingze.portal.forms import Faults, Fields, faults_of, fields_of, words_of
from mingze.portal.pages import PageRoute, address_of, page
from mingze.portal.schemas import PortalMade, PortalWords
from mingze.portal.tokens import Verdict
from mingze.portal.views import contacts_of
from mingze.portal.words import WAYS

router = APIRouter(prefix="/portal", route_class=PageRoute, include_in_schema=False, dependencies=[Asked])

#: The address says so where somebody goes on without naming a unit.
_NO_UNIT = "none"
#: What a form carries from page to page.
_CARRIED = (
    "what", "unit", "receipt", "token", "concern", "text", "happened_on", "wish", "about_persons", "names_head",
    "name", "phone", "address", "relation", "confidential",
)  # fmt: skip


@router.get("/complain")
async def choose_or_write(
    request: Request, session: Reading, unit: str = "", what: str = "", q: str = ""
) -> Response:
    """Without a unit: find one. With one, or `none`: the form."""
    what = what if what in WAYS else "complain"
    found = await queries.unit(session, code=unit[:40]) if unit else None
    if unit == _NO_UNIT or found is not None:
        fresh = Asking.of(request).new_receipt()
        values = Fields(what=what, unit=unit, receipt=fresh.receipt, token=fresh.token)
        return await _form(request, session, values, found, {})
    q = q.strip()[:60]
    units = await queries.units(session, q) if q else []
    return page(request, "complain_unit.html", what=what, asked=_asked(what), q=q, units=units)


@router.post("/preview")
async def preview(request: Request, session: Reading) -> Response:
    values = _renewed(request, await fields_of(request))
    unit, words, faults = await _read(session, values)
    if words is None:
        return await _form(request, session, values, unit, faults)
    return page(
        request,
        "preview.html",
        what=values["what"],
        unit=unit,
        values=values,
        carried=_CARRIED,
        unit_contacts=await contacts_of(session, words.unit_id),
    )


@router.post("/edit")
async def edit(request: Request, session: Reading) -> Response:
    values = _renewed(request, await fields_of(request))
    unit = await _unit(session, values)
    return await _form(request, session, values, unit, {})


@router.post("/send")
async def send(request: Request) -> Response:
    """Sent; what could not be taken in is shown again with everything that was written."""
    database: Database = request.app.state.database
    values = await fields_of(request)
    async with database.reading() as session:
        unit, words, faults = await _read(session, values)
    if words is not None:
        try:
            async with database.writing() as session:
                made = await Asking.of(request).complain(session, values["receipt"], values["token"], words)
            return await _made(request, made, unit)
        except Invalid as refused:
            faults = faults_of(refused)
    async with database.reading() as session:
        return await _form(request, session, _renewed(request, values), unit, faults)


@router.post("/receipt-file")
async def receipt_file(request: Request, session: Reading) -> Response:
    """The receipt as a text to keep: posted, for an address is kept in many places."""
    values = await fields_of(request)
    row = await Asking.of(request).complaint(session, values["receipt"])
    settings = request.app.state.settings
    shown = receipts.grouped(service.read_receipt(values["receipt"]))
    where = f"{address_of(request)}/portal/follow"
    text = "\r\n".join(
        (
            settings.portal_name,
            "",
            f"回执:{shown}",
            f"编号:{row.number}",
            f"收到日期:{row.received_at.astimezone(clock.SHANGHAI):%Y-%m-%d}",
            f"查询地址:{where}",
            "",
            "查询、补充材料、评价答复都凭回执。丢失无法找回。不要告诉任何人,包括工作人员。",
            *settings.portal_contacts,
            "",
        )
    )
    headers = {
        "Content-Disposition": "attachment; filename=receipt.txt",
        "Cache-Control": "no-store",
    }
    # With its mark, so that the editors of old systems read it right.
    return PlainTextResponse("\ufeff" + text, headers=headers)


async def _made(request: Request, made: PortalMade, unit: RowMapping | None) -> HTMLResponse:
    database: Database = request.app.state.database
    async with database.reading() as session:
        contacts = await contacts_of(session, unit["id"] if unit else None)
    return page(request, "made.html", made=made, qr=qr_of(made.receipt), unit_contacts=contacts)


def qr_of(text: str) -> Markup:
    """A picture to be scanned, drawn in the page itself: nothing more to load."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        svgclass="qr", lineclass=None, omitsize=True, title="回执的二维码"
    )
    return Markup(drawn)  # noqa: S704 (drawn by us from letters and digits)


async def _read(
    session: AsyncSession, values: Fields
) -> tuple[RowMapping | None, PortalWords | None, Faults]:
    """The unit and the words of a form, or what is wrong with it."""
    unit = await _unit(session, values)
    way = WAYS[values["what"] if values["what"] in WAYS else "complain"]
    said = Fields({name: value for name, value in values.items() if name != "what"})
    words, faults = words_of(
        Fields({**said, "kind": way.kind, "matter": way.matter}), unit["id"] if unit else None
    )
    if words is not None:
        try:
            await service.check_words(session, words)
        except Invalid as refused:
            return unit, None, faults_of(refused)
    return unit, words, faults


async def _unit(session: AsyncSession, values: Fields) -> RowMapping | None:
    code = values["unit"]
    return await queries.unit(session, code=code[:40]) if code and code != _NO_UNIT else None


def _renewed(request: Request, values: Fields) -> Fields:
    """The receipt stays as long as it is one of ours; a token that is too old is given anew."""
    asking = Asking.of(request)
    receipt = receipts.read(values["receipt"])
    verdict = tokens.check(asking.key, values["token"], receipt, clock.now()) if receipt else Verdict.FORGED
    if receipt is None or verdict is Verdict.FORGED:
        fresh = asking.new_receipt()
        said = {"receipt": fresh.receipt, "token": fresh.token}
    else:
        too_late = verdict is Verdict.TOO_LATE
        said = {
            "receipt": receipts.grouped(receipt),
            "token": asking.token_for(receipt) if too_late else values["token"],
        }
    what = values["what"] if values["what"] in WAYS else "complain"
    return Fields({**values, **said, "what": what})


async def _form(
    request: Request, session: AsyncSession, values: Fields, unit: RowMapping | None, faults: Faults
) -> HTMLResponse:
    context: dict[str, Any] = {"what": values["what"], "asked": _asked(values["what"]), "unit": unit}
    contacts = await contacts_of(session, unit["id"] if unit else None)
    status = 422 if faults else 200
    return page(
        request,
        "complain.html",
        status=status,
        values=values,
        errors=faults,
        unit_contacts=contacts,
        **context,
    )


def _asked(what: str) -> str:
    """As the address says it: a complaint is what is meant without a word."""
    return "" if what == "complain" else what
