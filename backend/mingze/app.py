"""The application: routers, error handlers, lifespan; nothing else."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.types import ASGIApp, Scope

from mingze.acceptances import router as acceptances
from mingze.access import accounts_router as people
from mingze.access import appointments_router as appointments
from mingze.access import handover_router as handover
from mingze.access import me_router as me
from mingze.access import queries as access
from mingze.access import sessions_router as sessions
from mingze.access import units_router as units
from mingze.accounts import oidc_router as oidc
from mingze.accounts import router as accounts
from mingze.accounts.passwords import Passwords
from mingze.accounts.tokens import Tokens
from mingze.attachments import router as attachments
from mingze.attachments import uploads_router as uploads
from mingze.attachments.copies import Copies
from mingze.attachments.resuming import sweep_at_start
from mingze.burden import router as burden
from mingze.campaigns import router as campaigns
from mingze.commitments import router as commitments
from mingze.complaints import clock_router as complaint_clocks
from mingze.complaints import router as complaints
from mingze.contract import describe
from mingze.duties import router as duties
from mingze.events import router as events
from mingze.events.checkpoints import Checkpoints, seal_regularly
from mingze.findings import router as findings
from mingze.hotline import router as hotline
from mingze.imports import documents_router as documents
from mingze.imports import router as imports
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.files import Files
from mingze.kit.limited import Slots
from mingze.kit.problems import TooLarge
from mingze.kit.scanning import Scanner
from mingze.kit.uploads import BodyLimit
from mingze.kit.web import answer, install_problems, refuse_nul
from mingze.meta import router as meta_router
from mingze.notices import router as notices
from mingze.operation import guard, probes
from mingze.operation import router as system
from mingze.outcomes import router as outcomes
from mingze.portal import acceptance_pages as portal_acceptance_pages
from mingze.portal import acceptance_router as portal_acceptances
from mingze.portal import code_router as portal_codes
from mingze.portal import complain_pages as portal_complaining
from mingze.portal import follow_pages as portal_following
from mingze.portal import pages_router as portal_pages
from mingze.portal import router as portal
from mingze.portal import suggestion_pages as portal_suggestions
from mingze.portal.buckets import Buckets
from mingze.portal.pages import refusal
from mingze.receptions import router as receptions
from mingze.settings import Settings
from mingze.spa import install_pages
from mingze.statistics import router as statistics
from mingze.suggestions import router as suggestions
from mingze.templates import router as templates
from mingze.timelimits import router as timelimits
from mingze.working import work_in_process

#: Where files are taken; everywhere else a body is no larger than JSON may be.
_TAKING_FILES = re.compile(
    r"POST /api/v1/(attachments|imports|report-templates|documents/read|units/import(-preview)?|hotline-orders/(import(-preview)?|reconcile-file)|portal/files)|POST /portal/follow/files|PATCH /api/v1/attachments/uploads/\w+"
)
#: Who waits for a picture holds nothing in memory: a page of photos may ask for all of them at once.
_WAITING_COPIES = 200

ROUTERS: tuple[APIRouter, ...] = (
    accounts.router,
    oidc.router,
    me.router,
    people.router,
    sessions.router,
    appointments.router,
    handover.router,
    units.router,
    uploads.router,
    attachments.router,
    notices.router,
    events.router,
    templates.router,
    findings.router,
    imports.router,
    documents.router,
    campaigns.router,
    duties.router,
    complaints.router,
    complaint_clocks.router,
    burden.router,
    commitments.router,
    outcomes.router,
    suggestions.router,
    statistics.router,
    acceptances.router,
    receptions.router,
    portal_codes.router,
    hotline.router,
    timelimits.router,
    system.router,
    meta_router,
)


#: What the public asks, without an account; pages stand outside of /api/v1.
PORTAL: tuple[APIRouter, ...] = (portal.router, portal_acceptances.router)
PORTAL_PAGES: tuple[APIRouter, ...] = (
    portal_pages.router,
    portal_complaining.router,
    portal_following.router,
    portal_suggestions.router,
    portal_acceptance_pages.router,
    portal_pages.rest,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service over one database; everything it needs hangs on `app.state`."""
    settings = settings or Settings()
    app = FastAPI(
        title="明责 Mingze",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        form_limits={"max_files": 1, "max_fields": 20},
        dependencies=[Depends(refuse_nul)],
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.started_at = clock.now()
    app.state.database = Database(settings.database, info={"settings": settings})
    app.state.files = Files(settings.files)
    app.state.reading_slots = Slots(settings.concurrent_readings, settings.waiting_readings)
    app.state.scanner = Scanner(settings.clamd_url, timeout=settings.clamd_seconds)
    app.state.copies = Copies(
        app.state.files,
        Slots(settings.concurrent_readings, _WAITING_COPIES),
        seconds=settings.read_seconds,
        memory=settings.copy_memory_mib << 20,
    )
    app.state.passwords = Passwords(settings.argon2_memory_kib, settings.argon2_rounds)
    app.state.tokens = Tokens(settings.signing_secret, settings.access_minutes)
    app.state.oidc = oidc.oidc_of(settings)
    # Signing in knows nothing of roles, which stand a storey higher.
    app.state.lacks_second_factor = access.lacks_second_factor
    app.state.buckets = Buckets(settings)
    app.state.checkpoints = Checkpoints(settings.data_dir)
    app.add_middleware(
        BodyLimit, max_bytes=settings.upload_max_bytes, taking=_TAKING_FILES, refuse=_too_large
    )
    guard.install(app)
    install_problems(app)
    app.include_router(probes.router)
    _include(app, settings.zone)
    describe(app)
    install_pages(app)
    return app


def _too_large(scope: Scope) -> ASGIApp:
    """On the portal a page, as every refusal there."""
    if scope["path"].startswith("/portal/"):
        return refusal(Request(scope), TooLarge())
    return answer(TooLarge())


def _include(app: FastAPI, zone: str) -> None:
    """What the zone serves: to the public nothing of the inside, and to the inside no portal."""
    for router in (*(ROUTERS if zone != "public" else ()), *(PORTAL if zone != "inside" else ())):
        app.include_router(router, prefix="/api/v1")
    for router in (
        *(PORTAL_PAGES if zone != "inside" else ()), *((portal_pages.door,) if zone == "public" else ())
    ):  # fmt: skip
        app.include_router(router)


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    state = app.state
    await state.database.check()
    sweeping = asyncio.create_task(sweep_at_start(app))
    sealing = asyncio.create_task(
        seal_regularly(state.checkpoints, state.database, state.settings.checkpoint_seconds)
    )
    try:
        async with work_in_process(state.database, state.settings):
            yield {}
    finally:
        for task in (sealing, sweeping):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        try:
            await state.checkpoints.seal(state.database)
        finally:
            await state.database.close()
