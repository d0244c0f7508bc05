"""The command line: `mingze serve | worker | migrate | demo | read | write | admin …`."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from mingze import administering, migrating
from mingze.operation import commands as operating
from mingze.operation.serving import configure_logs, serve, uvicorn_options
from mingze.papers.command import read_command
from mingze.papers.writing import FORMS, PROFILES
from mingze.papers.writing import command as writing
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
    serve.add_argument(
        "--zone", choices=["all", "inside", "public"], help="public: the portal alone; inside: all but it"
    )
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

    _add_write(commands)

    worker = commands.add_parser("worker", help="do the jobs of the service in a process of its own")
    worker.add_argument(
        "--revive", action="store_true", help="give the jobs that were given up another chance"
    )
    worker.set_defaults(run=_worker)

    operating.add_commands(commands)
    administering.add_commands(commands)
    return parser


def _add_write(commands: Any) -> None:
    write = commands.add_parser("write", help="write an official document from what `read --json` said")
    write.add_argument("source", nargs="?", metavar="INPUT", help="a JSON file, or - for standard input")
    write.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help=".docx, .pdf or .xlsx")
    write.add_argument("--kind", choices=writing.KINDS, help="what to write; by default what was read")
    write.add_argument("--profile", choices=list(PROFILES), default="A", help="how a report is written")
    write.add_argument("--form", choices=list(FORMS), help="which of the lists")
    write.add_argument("--version", choices=["inner", "outer"], default="inner")
    write.add_argument(
        "--unapproved",
        choices=["keep", "leave_out"],
        default="keep",
        help="in the outer version: words that nobody approved",
    )
    write.add_argument("--template", type=Path, help="an office's own Word template")
    write.add_argument("--enclosed", action="store_true", help="a plan in the notice that hands it out")
    write.add_argument("--fonts", type=Path, metavar="FOLDER", help="typefaces to embed in a PDF")
    write.add_argument("--make-template", choices=writing.KINDS, help="write a template to begin with")
    write.set_defaults(run=_write)


def _write(arguments: argparse.Namespace) -> int:
    if arguments.make_template:
        return writing.make_template_command(arguments.make_template, arguments.output)
    if arguments.source is None:
        print("请给出读取结果的 JSON 文件,或用 - 表示标准输入", file=sys.stderr)
        return 2
    names = ("output", "kind", "profile", "form", "version", "unapproved", "template", "enclosed", "fonts")
    wanted = writing.Wanted(**{name: getattr(arguments, name) for name in names})
    return writing.write_command(arguments.source, wanted)


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
    if arguments.zone:
        # By the environment, so that a process that is started anew (--reload) keeps it.
        os.environ["MINGZE_ZONE"] = arguments.zone
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
