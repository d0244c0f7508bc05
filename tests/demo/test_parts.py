"""What the demonstration is made of, without filling a database: units, people, texts, papers, pictures."""

import io
from collections import Counter

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from mingze.access.permissions import Role
from mingze.accounts.rules import password_fault
from mingze.attachments.contents import media_type_of
from mingze.demo import corpus, fates, filling
from mingze.demo.people import PASSWORD, PEOPLE
from mingze.demo.pictures import photo, stamped_page
from mingze.demo.region import plans
from mingze.findings.workflow import REQUESTS
from mingze.kit.likeness import likeness
from mingze.units.rules import UnitKind, is_region_code

PLANS = list(plans())
MATTERS = [*corpus.of_commission(2026), *corpus.of_hospital(2026), *filling._of_days()]


def test_the_region_has_about_120_units_of_every_kind() -> None:
    assert 110 <= len(PLANS) + 1 <= 130
    assert {plan.kind for plan in PLANS} | {UnitKind.COMMISSION} == set(UnitKind)
    assert sum(plan.kind is UnitKind.BUREAU for plan in PLANS) == 6
    assert len({plan.code for plan in PLANS}) == len(PLANS)
    assert all(is_region_code(plan.region) for plan in PLANS)


def test_the_people_hold_every_role() -> None:
    assert len(PEOPLE) == len({person.name for person in PEOPLE}) == 43
    assert {person.role for person in PEOPLE} == set(Role)
    codes = {plan.code for plan in PLANS} | {""}
    assert all({person.at, person.home} <= codes for person in PEOPLE)


def test_the_shared_password_keeps_the_rules_for_everybody() -> None:
    assert [p.username for p in PEOPLE if password_fault(PASSWORD, p.username)] == []


def test_no_problem_is_told_twice() -> None:
    assert len(MATTERS) == len({matter.problem for matter in MATTERS}) == 150
    assert len({(matter.answers[0], matter.steps[0]) for matter in MATTERS}) == 150


def test_no_progress_copies_its_measure() -> None:
    alike = [m.key for m in MATTERS for note in m.progress if likeness(m.measure, note) > 0.8]
    assert alike == []


def test_every_matter_meets_a_fate() -> None:
    for table, count in ((fates.OF_COMMISSION, 50), (fates.OF_HOSPITAL, 36), (fates.OF_DAYS, 64)):
        assert sum(fate.count for fate in table) == count
    steps = Counter(step for table in _TABLES for fate in table for step in fate.acts("work"))
    for kind in REQUESTS:
        assert {f"ask:{kind}", f"grant:{kind}", f"deny:{kind}"} <= set(steps)


_TABLES = (fates.OF_COMMISSION, fates.OF_HOSPITAL, fates.OF_DAYS)


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e", "f"])
def test_photographs_are_pictures_and_always_the_same(seed: str) -> None:
    data = photo(seed)
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.size == (320, 240)
        assert len(picture.getcolors(100_000) or []) > 50
    assert media_type_of(data) == "image/png"
    assert data == photo(seed)
    assert len(data) < 40_000


def test_stamped_pages_open_as_pdf() -> None:
    data = stamped_page("云巡办函〔2026〕9号", 12)
    assert media_type_of(data) == "application/pdf"
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        assert "2026-9" in document[0].get_textpage().get_text_range()
    finally:
        document.close()
