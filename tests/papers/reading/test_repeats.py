"""Second copies of a body and marks of page fragments."""

from mingze.papers.repeats import fragment_marks, second_copies
from mingze.papers.source import Source
from tests.papers.reading import forms


def copies(words: str) -> list[str]:
    source = Source.of(words)
    return [source.text[slice(*span)] for span in second_copies(source)]


class TestSecondCopies:
    def test_finds_a_body_printed_twice(self) -> None:
        body = forms.body()
        assert copies(f"{body}\n来源\n{body}") == [body]

    def test_finds_a_body_printed_three_times(self) -> None:
        body = forms.body()
        assert copies(f"{body}\n{body}\n{body}") == [body, body]

    def test_finds_a_copy_with_other_blanks_and_a_changed_line(self) -> None:
        lines = forms.body().split("\n")
        second = [f"  {line}  " for line in lines]
        second[20] = "此行已经改写。"
        found = copies("\n".join([*lines, *second]))
        assert len(found) == 1
        assert found[0].startswith("根据六届市委")
        assert found[0].endswith("2025 年12月5日")

    def test_leaves_a_repeated_paragraph_alone(self) -> None:
        assert copies(forms.body()) == []


class TestFragmentMarks:
    def test_finds_marks_that_cut_sentences(self) -> None:
        words = (
            "广泛征求和虚心听取群众意见,认真整改,做到立行立改并且长期坚持下去的各项要求以及相关工作安排" * 3
        )
        page = f"1、{words}\n2、{words}\n3、{words}"
        source = Source.of(page)
        marks = fragment_marks(source)
        assert [source.text[slice(*mark)] for mark in marks] == ["1、", "\n2、", "\n3、"]
        joined = source.without(marks)
        assert joined.text == words * 3
        at = joined.text.index(words, 1)
        assert page[slice(*joined.span(at, at + 4))] == words[:4]

    def test_leaves_a_list_of_sentences_alone(self) -> None:
        words = "各单位要广泛征求群众意见并认真整改。" * 8
        assert fragment_marks(Source.of(f"1、{words}\n2、{words}\n3、{words}")) == []


class TestSource:
    def test_knows_where_every_character_stood(self) -> None:
        source = Source.of("甲乙丙丁戊己庚辛").without([(2, 4)]).without([(3, 4)])
        assert source.text == "甲乙戊庚辛"
        assert [source.span(at, at + 1) for at in range(5)] == [(0, 1), (1, 2), (4, 5), (6, 7), (7, 8)]
        assert source.span(1, 4) == (1, 7)
        assert source.words(1, 4) == "乙戊庚"
