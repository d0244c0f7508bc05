"""Second copies of a body and marks of page fragments."""

from mingze.papers.reader import read
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

    def test_leaves_findings_that_share_long_texts_alone(self) -> None:
        shared = "整改措施:" + "健全经费使用管理制度,定期核对账目并公开使用情况。" * 6
        shared += (
            "\n整改进展:" + "制度已经修订印发,全年核对账目四次并在公开栏公示。" * 6 + "\n完成情况:已完成整改"
        )
        findings = [f"{number}.经费使用监管第{number}类问题。\n{shared}" for number in (1, 2, 3)]
        page = "\n".join(["云州市某局党组关于巡察整改进展情况的通报", "一、整改情况", *findings])
        assert copies(page) == []
        assert [one.number for one in read("a.txt", page.encode()).findings] == ["1", "2", "3"]

    def test_leaves_a_section_that_repeats_the_findings_of_another_alone(self) -> None:
        shared = "\n".join(
            f"{number}.第{number}类问题。\n整改措施:{'健全管理制度并定期核对账目公开情况' * 5}{number}。\n完成情况:已完成整改"
            for number in (1, 2, 3)
        )
        page = f"根据市委统一部署,现将巡察整改进展情况予以公布,请广大干部群众监督。\n一、反馈问题\n{shared}\n二、重点问题\n{shared}"
        assert copies(page) == []
        assert len(read("a.txt", page.encode()).findings) == 6

    def test_leaves_a_lead_that_stands_twice_alone(self) -> None:
        lead = "根据市委统一部署,第三巡察组对我局开展了巡察,现将整改情况公布如下。" * 8
        assert copies(f"{lead}\n一、工作情况\n已经完成。\n{lead}\n二、下一步工作\n继续推进。") == []

    def test_finds_a_short_body_that_begins_with_short_lines(self) -> None:
        body = "一、情况\n(一)经费\n" + "\n".join(
            f"{n}.第{n}类问题,{'监管不够到位' * 14}。" for n in (1, 2, 3)
        )
        assert copies(f"标题\n{body}\n来源\n{body}\n尾") == [body]


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
