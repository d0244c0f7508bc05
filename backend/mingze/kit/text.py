"""Search that is exact on both engines, one- and two-character Chinese words included.

Text becomes overlapping pairs of characters (bigrams), run by run; each run ends with its last character
alone, which serves one-character words and keeps two runs from touching. A word of two or more characters
is a phrase of its bigrams; a word of one character is a prefix.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Dialect, TypeDecorator, literal, true
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, Text, TypeEngine

_RUN = re.compile(r"[^\W_]+")
#: One entry of a tsvector as PostgreSQL writes it; a token holds letters and digits only.
_LEXEME = re.compile(r"'([^']+)':([\d,ABCD]+)")
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


def vector_of(tokens: list[str]) -> str:
    """The tokens in order as PostgreSQL writes a tsvector."""
    return " ".join(f"'{token}':{min(i, _LAST_POSITION)}" for i, token in enumerate(tokens, 1))


def tokens_of(vector: str) -> list[str]:
    """The tokens of a tsvector in their order (beyond the last position it keeps: in that of the alphabet)."""
    placed = [
        (int(position.rstrip("ABCD")), token)
        for token, positions in _LEXEME.findall(vector)
        for position in positions.split(",")
    ]
    return [token for _, token in sorted(placed)]


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
        return vector_of(tokens)


class SearchQuery(TypeDecorator[str]):
    """What a person typed, as the engine's own query language: FTS5 on SQLite, tsquery on PostgreSQL.

    Built from runs of letters and digits only, so nothing typed can act as an operator.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        words = runs(value or "")
        if dialect.name != "postgresql":
            return " AND ".join(
                f'"{word}"*' if len(word) == 1 else f'"{" ".join(bigrams(word)[:-1])}"' for word in words
            )
        return " & ".join(
            f"'{word}':*"
            if len(word) == 1
            else "(" + " <-> ".join(f"'{pair}'" for pair in bigrams(word)[:-1]) + ")"
            for word in words
        )


def matches(column: Any, row_id: Any, query: str) -> ColumnElement[bool]:
    """`column` holds every word of `query` (words parted by blanks; each found anywhere, as written).

    On SQLite the index is the FTS5 table `<table>_search`, whose rowid is `row_id`. A query without any letter
    or digit asks for nothing in particular and is held by every row.
    """
    query = query[:_MAX_QUERY]
    return _Matches(column, row_id, literal(query, SearchQuery())) if runs(query) else true()


class _Matches(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> "_Matches":
        """A condition as it stands: `… = 1`, put after it for SQLite's sake, would hide the index from its plan."""
        return self


@compiles(_Matches, "sqlite")
def _sqlite(element: _Matches, compiler: SQLCompiler, **kw: Any) -> str:
    _, row_id, query = element.clauses
    index = f"{row_id.table.name}_search"
    found = f"SELECT rowid FROM {index} WHERE {index} MATCH {compiler.process(query, **kw)}"
    return f"{compiler.process(row_id, **kw)} IN ({found})"


@compiles(_Matches, "postgresql")
def _postgresql(element: _Matches, compiler: SQLCompiler, **kw: Any) -> str:
    column, _, query = element.clauses
    return f"{compiler.process(column, **kw)} @@ CAST({compiler.process(query, **kw)} AS tsquery)"


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
