"""Search is exact: on both engines a word is found exactly where it stands, of one character or of many."""

import random
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mingze.kit.database import Database
from mingze.kit.tables import Id, unrecorded
from mingze.kit.text import SearchText, bigrams, matches, runs, search_index
from tests.support.engines import Databases


class _Base(DeclarativeBase):
    pass


class Paper(_Base):
    __tablename__ = "paper"
    __table_args__ = unrecorded("a table of these tests")

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    search: Mapped[str] = mapped_column(SearchText, deferred=True)


class Shelf:
    """Papers in a database, asked as the program asks."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def put(self, *texts: str) -> None:
        async with self.database.writing() as session:
            for number, content in enumerate(texts, 1):
                await session.execute(insert(Paper).values(id=number, search=content))

    async def find(self, query: str) -> list[int]:
        async with self.database.reading() as session:
            found = await session.scalars(select(Paper.id).where(matches(Paper.search, Paper.id, query)))
            return sorted(found)


@pytest.fixture
async def shelf(databases: Databases) -> AsyncIterator[Shelf]:
    url = databases.create()
    database = Database(url)
    async with database.writing() as session:
        connection = await session.connection()
        await connection.run_sync(_Base.metadata.create_all)
        sqlite, postgresql = search_index("paper")
        for statement in sqlite if database.is_sqlite else postgresql:
            await session.execute(text(statement))
    yield Shelf(database)
    await database.close()
    databases.drop(url)


def _holds(content: str, query: str) -> bool:
    """What exact means, said simply: every word of the query stands somewhere in one stretch of the text."""
    return all(any(word in run for run in runs(content)) for word in runs(query))


class TestMatches:
    TEXT = "处方点评制度落实不到位;2024年3月抽查30张(超量4张),涉及CT、MRI检查费1,200.50元。青禾县人民医院"

    @pytest.mark.parametrize(
        "query",
        [
            "处",
            "位",
            "院",
            "处方",
            "点评",
            "不到位",
            "处方点评制度落实不到位",
            "2024",
            "2024年3月",
            "024",
            "CT",
            "ct",
            "mri检查",
            "\uff23\uff34",
            "30张",
            "200",
            "青禾 处方",
            "县人民 CT 超量",
            "处方,制度",
            "4",
        ],
    )
    async def test_finds(self, shelf: Shelf, query: str) -> None:
        await shelf.put(self.TEXT, "无关的另一篇")
        assert await shelf.find(query) == [1]

    @pytest.mark.parametrize(
        "query",
        [
            "方处",
            "到位2024",  # across punctuation
            "位2",
            "张超量",
            "CTMRI",
            "1200",
            "处方落实",
            "院长",
            "2023",
            "CTX",
            "处方 院长",
            "评点",
        ],
    )
    async def test_finds_nothing(self, shelf: Shelf, query: str) -> None:
        await shelf.put(self.TEXT)
        assert await shelf.find(query) == []

    @pytest.mark.parametrize(
        "query",
        [
            "'",
            '"',
            "''; DROP TABLE paper; --",
            '" OR 1=1 --',
            "处方' OR '1'='1",
            "处方:*",
            "处方*",
            "处方 AND 没有",
            "NOT 处方",
            "处方 | 没有",
            "处方 & !没有",
            "(处方",
            "处方 NEAR/3 没有",
            "search:处方",
            "^处方",
            "\\",
            "%",
            "_",
            "$1 %s :query {0}",
            "处方<->没有",
            "' || (SELECT 1) || '",
            "\u200b处方\u200b",
            "\x00处方",
            "处方" * 100,
        ],
    )
    async def test_takes_operators_and_quotes_as_text(self, shelf: Shelf, query: str) -> None:
        texts = (
            self.TEXT,
            "DROP TABLE paper OR 1 1 AND NOT NEAR 3 search SELECT 1 s query 0",
            "处方 and 没有",
        )
        await shelf.put(*texts)
        kept = query[:60]
        assert await shelf.find(query) == [n for n, t in enumerate(texts, 1) if _holds(t, kept)]
        assert await shelf.find("处方") == [1, 3]

    async def test_agrees_with_the_plain_definition_on_anything(self, shelf: Shelf) -> None:
        dice = random.Random(20261122)
        letters = "青禾县医院处方aB1２ -,。_'\"éß\u00bd\u2460ｶがǅ"
        texts = ["".join(dice.choices(letters, k=dice.randint(0, 14))) for _ in range(150)]
        await shelf.put(*texts)
        for _ in range(250):
            query = "".join(dice.choices(letters, k=dice.randint(1, 5)))
            wanted = [number for number, content in enumerate(texts, 1) if _holds(content, query)]
            assert await shelf.find(query) == wanted, query

    async def test_finds_rare_characters_of_names(self, shelf: Shelf) -> None:
        await shelf.put("患者\U00020bb7野家投诉", "经办人\U0002cc56某", "村医\U00030edd", "㐂\u9fef")
        assert await shelf.find("\U00020bb7野") == [1]
        assert await shelf.find("\U0002cc56") == [2]
        assert await shelf.find("\U0002cc56某") == [2]
        assert await shelf.find("\U00030edd") == [3]
        assert await shelf.find("㐂\u9fef") == [4]

    async def test_follows_changes_and_removals(self, shelf: Shelf) -> None:
        await shelf.put("旧的文字", "另一篇旧的")
        async with shelf.database.writing() as session:
            await session.execute(update(Paper).where(Paper.id == 1).values(search="新的文字"))
            await session.execute(delete(Paper).where(Paper.id == 2))
        assert await shelf.find("旧的") == []
        assert await shelf.find("新的") == [1]

    async def test_of_a_query_without_words_every_paper(self, shelf: Shelf) -> None:
        await shelf.put("甲", "")
        assert await shelf.find("。。") == [1, 2]


class TestBigrams:
    def test_end_each_run_with_its_last_character_alone(self) -> None:
        assert bigrams("处方点评,Ct1") == ["处方", "方点", "点评", "评", "ct", "t1", "1"]

    def test_of_nothing(self) -> None:
        assert bigrams(" ,。_") == []
