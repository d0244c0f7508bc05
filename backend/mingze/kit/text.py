"""Search that is exact on both engines, one- and two-character Chinese words included.

Text becomes overlapping pairs of characters (bigrams), run by run; each run ends with its last character
alone, which serves one-character words and keeps two runs from touching. A word of two or more characters
is a phrase of its bigrams; a word of one character is a prefix.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Dialect, TypeDecorator
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean, Text, TypeEngine

_RUN = re.compile(r"[^\W_]+")
#: PostgreSQL keeps positions up to 16,383; what lies beyond is found by word, not by phrase.
_LAST_POSITION = 16_383
_MAX_QUERY = 60


def runs(text: str) -> list[str]:
    """The stretches of letters, digits and ideographs, width and case folded."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def bigrams(text: str) -> list[str]:
    """The tokens of `text` in order."""
    tokens: list[str] = []
    for run in runs(text):
        tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        tokens.append(run[-1])
    return tokens


class SearchText(TypeDecorator[str]):
    """A column given plain text: kept as bigrams on SQLite (indexed by FTS5), as a tsvector on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        tokens = bigrams(value)
        if dialect.name != "postgresql":
            return " ".join(tokens)
        return " ".join(f"'{token}':{min(i, _LAST_POSITION)}" for i, token in enumerate(tokens, 1))


class Matches(ColumnElement[bool]):
    """`column` holds every word of `query` (words parted by blanks; each found anywhere, as written).

    On SQLite the index is the FTS5 table `<table>_search`, whose rowid is `row_id`. A query without any letter
    or digit asks for nothing in particular and is held by every row.
    """

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: Any, row_id: Any, query: str) -> None:
        self.column = column
        self.row_id = row_id
        self.words = runs(query[:_MAX_QUERY])


@compiles(Matches, "sqlite")
def _sqlite(element: Matches, compiler: SQLCompiler, **kw: Any) -> str:
    # The words hold letters and digits only (see `runs`), so they can stand in the statement.
    if not element.words:
        return "1"
    phrases = " AND ".join(
        f'"{word}"*' if len(word) == 1 else f'"{" ".join(bigrams(word)[:-1])}"' for word in element.words
    )
    index = f"{element.row_id.class_.__table__.name}_search"
    found = f"SELECT rowid FROM {index} WHERE {index} MATCH '{phrases}'"
    return f"{compiler.process(element.row_id, **kw)} IN ({found})"


@compiles(Matches, "postgresql")
def _postgresql(element: Matches, compiler: SQLCompiler, **kw: Any) -> str:
    if not element.words:
        return "TRUE"
    phrases = " & ".join(
        f"''{word}'':*"
        if len(word) == 1
        else "(" + " <-> ".join(f"''{pair}''" for pair in bigrams(word)[:-1]) + ")"
        for word in element.words
    )
    return f"{compiler.process(element.column, **kw)} @@ '{phrases}'::tsquery"


def search_index(table: str, column: str = "search") -> tuple[list[str], list[str]]:
    """DDL for a migration: (statements for SQLite, statements for PostgreSQL) that index `table.column`."""
    index = f"{table}_search"
    remove = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
    add = f"INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column});"
    sqlite = [
        f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {column} ON {table} BEGIN {remove} {add} END",
    ]
    return sqlite, [f"CREATE INDEX ix_{table}_{column} ON {table} USING gin ({column})"]
