"""What pages and API do alike around the services: buckets, tokens, sessions. Somebody without an account asks."""

import asyncio
from dataclasses import dataclass

from fastapi import FastAPI, Request, UploadFile
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.attachments.contents import DOCX
from mingze.attachments.taking import Sent, keep
from mingze.complaints import letter_paper
from mingze.complaints.models import Complaint
from mingze.complaints.queries import FILES
from mingze.kit import clock
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.uploads import read_upload
from mingze.portal import queries, receipts, service, tokens
from mingze.portal.buckets import Buckets, Doing
from mingze.portal.dependencies import host_of
from mingze.portal.rules import MAX_FILE_BYTES
from mingze.portal.schemas import PortalMade, PortalReceiptView, PortalSuggestionCreate, PortalWords
from mingze.portal.service import NoSuchReceipt
from mingze.units.queries import names

LETTER_MEDIA = {"docx": DOCX, "pdf": "application/pdf"}
#: What a token for a suggestion is signed over; that for a complaint is signed over its receipt.
_SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Asking:
    """One request of the public."""

    app: FastAPI
    host: str

    @classmethod
    def of(cls, request: Request) -> "Asking":
        return cls(request.app, host_of(request))

    @property
    def key(self) -> bytes:
        key: bytes = self.app.state.settings.receipt_key
        return key

    @property
    def buckets(self) -> Buckets:
        buckets: Buckets = self.app.state.buckets
        return buckets

    # --- forms

    def new_receipt(self) -> PortalReceiptView:
        receipt = receipts.make()
        return PortalReceiptView(receipt=receipts.grouped(receipt), token=self.token_for(receipt))

    def token_for(self, receipt: str) -> str:
        return tokens.issue(self.key, receipt, clock.now())

    def suggestion_token(self) -> str:
        return tokens.issue(self.key, _SUGGESTION, clock.now())

    def check_suggestion_token(self, token: str) -> None:
        service.check_token(tokens.check(self.key, token, _SUGGESTION, clock.now()))

    # --- taking in

    async def complain(self, session: AsyncSession, typed: str, token: str, words: PortalWords) -> PortalMade:
        """Taken in once under its receipt; sent again, it costs nothing and is the same."""
        receipt = receipts.read(typed)
        if receipt is None:
            raise refuse_field("/body/receipt", "不是有效的回执,请重新取得一张")
        row = await queries.by_receipt(session, receipts.hash_of(self.key, receipt))
        if row is None:
            service.check_token(tokens.check(self.key, token, receipt, clock.now()))
            self.buckets.spend(Doing.SUBMIT, self.host)
            contacts = ";".join(self.app.state.settings.discipline_contacts)
            row = await service.complain(session, self.key, receipt, words, contacts)
        office = await names(session, {row.office_id})
        return PortalMade(
            receipt=receipts.grouped(receipt),
            number=row.number,
            received_at=row.received_at,
            office_name=office[row.office_id],
        )

    async def suggest(self, session: AsyncSession, body: PortalSuggestionCreate) -> None:
        self.check_suggestion_token(body.token)
        self.buckets.spend(Doing.SUBMIT, self.host)
        await service.suggest(session, body)

    # --- with the receipt

    async def complaint(self, session: AsyncSession, typed: str, *, lock: bool = False) -> Complaint:
        """The complaint of this receipt. Whoever misses too often is not looked up any more."""
        self.buckets.check(Doing.MISS, self.host)
        try:
            return await service.by_receipt(session, self.key, typed, lock=lock)
        except NoSuchReceipt:
            self.buckets.spend(Doing.MISS, self.host)
            raise

    async def speaking(self, session: AsyncSession, typed: str) -> Complaint:
        """The complaint held, for whoever says something to it: so often an hour."""
        row = await self.complaint(session, typed, lock=True)
        self.buckets.spend(Doing.TALK, self.host)
        return row

    async def letter(self, typed: str, letter_id: int, form: str) -> tuple[str, bytes]:
        """A letter of this complaint: the name of the file, and what is in it."""
        async with self.app.state.database.reading() as session:
            row = await self.complaint(session, typed)
            found = await queries.letter(session, row.id, letter_id)
        if found is None:
            raise NotFound("没有这份文书")
        data = letter_paper.data_of(found)
        return f"{data.number}.{form}", await asyncio.to_thread(letter_paper.written, data, form)

    async def add_file(self, typed: str, file: UploadFile) -> None:
        """Told by its content, scanned, kept and attached; nothing is kept for whoever has no receipt."""
        state = self.app.state
        async with state.database.reading() as session:
            row = await self.complaint(session, typed)
            place = service.place_of(row)
        self.buckets.spend(Doing.FILE, self.host)
        data = await read_upload(file, MAX_FILE_BYTES)
        sent = Sent("addPortalFile", FILES, row.id, file.filename, data, b"")
        stored, media_type = await keep(self.app, None, sent, place)
        async with state.database.writing() as session:
            held = await self.complaint(session, typed, lock=True)
            await service.attach(
                session,
                held,
                stored=stored,
                name=file.filename,
                media_type=media_type,
                scanned=state.scanner.on,
            )
