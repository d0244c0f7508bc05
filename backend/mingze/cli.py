"""The command line: `mingze serve | worker | migrate | demo | read | admin …`."""

import argparse
import asyncio
import sys
from pathlib import Path

from mingze import administering, migrating
from mingze.operation import commands as operating
from mingze.operation.serving import configure_logs, serve, uvicorn_options
from mingze.papers.command import read_command
from mingze.settings import Settings


def main() -> None:
    arguments = _parser().parse_args()
    sys.exit(arguments.run(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mingze", description="明责:卫生健康系统监督平台")
    commands = parser.add_subparsers(required=True, metavar="command")

    serve = commands.add_parser(
        "serve", help="serve the API and the SPA; migrates the embedded database first"
    )
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.add_argument("--reload", action="store_true", help="for development: restart when the code changes")
    serve.set_defaults(run=_serve)

    migrate = commands.add_parser("migrate", help="bring the database to the schema of this program")
    migrate.set_defaults(run=_migrate)

    demo = commands.add_parser("demo", help="fill an empty database with a demonstration region")
    demo.add_argument("--if-empty", action="store_true", help="do nothing where there is data already")
    demo.set_defaults(run=_demo)

    read = commands.add_parser("read", help="read official documents into their structure")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="one JSON object a file, each on its own line")
    read.add_argument("--with-text", action="store_true", help="with the extracted text the spans point into")
    read.set_defaults(run=_read)

    worker = commands.add_parser("worker", help="do the jobs of the service in a process of its own")
    worker.add_argument(
        "--revive", action="store_true", help="give the jobs that were given up another chance"
    )
    worker.set_defaults(run=_worker)

    operating.add_commands(commands)
    administering.add_commands(commands)
    return parser


def _read(arguments: argparse.Namespace) -> int:
    settings = Settings()
    return read_command(
        arguments.files,
        as_json=arguments.json,
        with_text=arguments.with_text,
        seconds=settings.read_seconds,
        memory=settings.read_memory_mib << 20,
    )


def _serve(arguments: argparse.Namespace) -> int:
    settings = Settings()
    configure_logs(settings)
    if settings.database_url is None or settings.database_url.startswith("sqlite"):
        migrating.upgrade(settings.database)
    elif not asyncio.run(migrating.is_current(settings.database)):
        print("数据库结构与程序不符,请先运行 mingze migrate", file=sys.stderr)
        return 1
    administering.ensure_first_administrators(settings)
    host, port = (
        arguments.host or settings.host,
        arguments.port if arguments.port is not None else settings.port,
    )
    administering.say_welcome(settings, host, port)
    if not arguments.reload:
        from mingze.app import create_app

        return serve(create_app(settings), settings, host, port)
    import uvicorn

    uvicorn.run("mingze.app:create_app", factory=True, reload=True, **uvicorn_options(settings, host, port))
    return 0


def _worker(arguments: argparse.Namespace) -> int:
    from mingze.working import work

    settings = Settings()
    configure_logs(settings)
    if not asyncio.run(migrating.is_current(settings.database)):
        print("数据库结构与程序不符,请先运行 mingze migrate", file=sys.stderr)
        return 1
    asyncio.run(work(settings, revive_dead=arguments.revive))
    return 0


def _migrate(_arguments: argparse.Namespace) -> int:
    migrating.upgrade(Settings().database)
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    # The demonstration is a large module that nobody else needs.
    from mingze.demo import fill

    return fill(Settings(), if_empty=arguments.if_empty)
