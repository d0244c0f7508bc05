"""Bringing a database to the schema of this program (Alembic, from the scripts in `migrations/`)."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

_HERE = Path(__file__).resolve()
#: In a wheel the scripts lie inside the package, in the repository beside `backend/`.
_SCRIPTS = next(p for p in (_HERE.parent / "_migrations", _HERE.parents[2] / "migrations") if p.is_dir())


def configuration(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up, making the folder of an SQLite file where it is missing. Not inside a running event loop."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    command.downgrade(configuration(url), revision)


@cache
def head() -> str | None:
    """The schema of this program."""
    return ScriptDirectory(str(_SCRIPTS)).get_current_head()


def revision_of(connection: Connection) -> str | None:
    """The schema a database says it has."""
    return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this program can bring a database of that schema to its own."""
    return revision in {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}


def upgrade_over(connection: Connection, revision: str = "head") -> None:
    """Migrate up inside the transaction of `connection`."""
    settings = configuration(str(connection.engine.url))
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


async def is_current(url: str) -> bool:
    """Whether the database has exactly the schema of this program."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(revision_of)
    finally:
        await engine.dispose()
    return found == head()
