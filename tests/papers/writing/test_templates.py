"""An office's own Word template: what is wrong with it is said, what it is filled with stays words."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from mingze.papers.writing import (
    FORMS,
    ListData,
    TemplateRefusedError,
    TemplateValues,
    check_template,
    fill_template,
    list_values,
    make_template,
    plan_values,
    report_values,
)
from mingze.papers.writing.template_fields import FIELDS, TemplateKind
from mingze.papers.writing.templates import filled, problems_of
from tests.papers.writing.samples import finding, report
from tests.papers.writing.test_lists import row
from tests.papers.writing.test_plan import data as plan

REPORT = report_values(report(finding(), finding("床位使用率偏低。", progress="甲\n乙。")))


def template(*paragraphs: str, table: list[list[str]] | None = None, header: str = "") -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for line in table:
            for cell, words in zip(made.add_row().cells, line, strict=True):
                cell.text = words
    if header:
        document.sections[0].header.paragraphs[0].text = header
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def said(*paragraphs: str, **parts: Any) -> list[str]:
    return [f"{one.place}|{one.message}" for one in problems_of("report", template(*paragraphs, **parts))]


def written(*paragraphs: str, values: TemplateValues = REPORT, **parts: Any) -> Any:
    given = template(*paragraphs, **parts)
    assert problems_of("report", given) == []
    return docx.Document(BytesIO(filled("report", given, values)))


def repacked(given: bytes, **files: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(given)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, files.pop(name, b"") or old.read(name))
        for name, content in files.items():
            new.writestr(name, content)
    return buffer.getvalue()


class TestChecking:
    def test_names_the_field_and_the_paragraph_and_what_was_meant(self) -> None:
        assert said("{{标题}}", "共{{问题总术}}个") == ["第2段|没有名为“问题总术”的字段，是否应为“问题总数”"]

    def test_finds_what_is_not_closed_and_what_is_not_opened(self) -> None:
        assert said("{{标题", "标题}}", "{{标题{{文号}}") == [
            "第1段|“{{标题”缺少“}}”",
            "第2段|“标题}}”缺少“{{”",
            "第3段|“{{标题”缺少“}}”",
        ]

    def test_finds_a_loop_without_end_and_an_end_without_loop(self) -> None:
        assert said("{{每个问题}}", "{{问题}}") == [
            "第1段|“{{每个问题}}”没有结束，缺少“{{问题结束}}”",
            "第2段|“{{问题}}”是每个问题各有一份的字段，请写在表格的一行里，或写在“{{每个问题}}”与“{{问题结束}}”之间",
        ]
        assert said("{{问题结束}}") == ["第1段|“{{问题结束}}”前面没有“{{每个问题}}”"]
        assert said("{{每个问题}}", "{{每个问题}}", "{{问题结束}}") == [
            "第2段|“{{每个问题}}”还没有结束，不能再开始一个"
        ]
        assert said("从{{每个问题}}", "{{问题结束}}") == ["第1段|“{{每个问题}}”必须单独成段"]

    def test_a_loop_may_not_cross_the_edge_of_a_table(self) -> None:
        problems = said("{{每个问题}}", table=[["{{问题结束}}"]])
        assert problems == [
            "第1个表格第1行|“{{每个问题}}”与“{{问题结束}}”不在同一处，不能一个在表格内一个在表格外"
        ]

    def test_says_where_in_tables_and_headers(self) -> None:
        assert said(table=[["序号", "问题"], ["{{序号}}", "{{问提}}"]], header="{{标提}}") == [
            "第1个表格第2行|没有名为“问提”的字段，是否应为“问题”",
            "页眉第1段|没有名为“标提”的字段，是否应为“标题”",
        ]

    def test_finds_full_width_braces(self) -> None:
        assert said("｛｛标题｝｝") == ["第1段|“｛｛”是全角花括号，请改用半角 {{ }}"]

    @pytest.mark.parametrize(
        "attack",
        [
            "{{标题.__class__.__mro__[1].__subclasses__()}}",
            "{{ ''.__class__ }}",
            "{{cycler.__init__.__globals__.os.popen('id').read()}}",
            "{{self}}",
            "{{标题|upper}}",
            "{{range(10**9)}}",
            "{{标题()}}",
            "{{1+1}}",
            "{{标题 ~ 文号}}",
            "{% for i in range(10**9) %}x{% endfor %}",
            "{% import 'os' as os %}",
            "{% include '/etc/passwd' %}",
            "{%tr for x in 问题_各行 %}",
            "{%p if 1 %}",
            "{% set x = 1 %}",
            "{# 注 #}",
            "{{r 标题}}",
            "{% vm %}",
            "{{一行.问题}}",
            "{{问题_各行}}",
        ],
    )
    def test_refuses_all_that_is_no_field(self, attack: str) -> None:
        assert said(attack)
        assert said(table=[["{{问题}}", attack]])
        assert said("{{每个问题}}", attack, "{{问题结束}}")

    @pytest.mark.parametrize("kind", FIELDS)
    def test_the_ready_template_has_no_problem(self, kind: TemplateKind) -> None:
        assert problems_of(kind, make_template(kind)) == []

    def test_finds_code_hidden_where_no_paragraph_shows_it(self) -> None:
        given = template("{{标题}}")
        with zipfile.ZipFile(BytesIO(given)) as archive:
            xml = archive.read("word/document.xml")
        hidden = xml.replace(b"<w:body>", b'<w:body w:x="{{ 1 + 1 }}">')
        assert problems_of("report", repacked(given, **{"word/document.xml": hidden}))


class TestStrangersFiles:
    def test_refuses_what_is_no_word_document(self) -> None:
        for given in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 9, repacked(template("x"))[:400]):
            assert "Word 文档" in problems_of("report", given)[0].message

    def test_refuses_macros_outside_files_and_bombs(self) -> None:
        given = template("{{标题}}")
        macros = repacked(given, **{"word/vbaProject.bin": b"x"})
        assert "宏" in problems_of("report", macros)[0].message
        outside = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
            b' Target="http://198.51.100.7/t.dotm" TargetMode="External"/></Relationships>'
        )
        linked = repacked(given, **{"word/_rels/settings.xml.rels": outside})
        assert "外部文件" in problems_of("report", linked)[0].message
        bomb = BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * (65 << 20))
        assert "过大" in problems_of("report", bomb.getvalue())[0].message

    def test_reads_no_entity(self) -> None:
        given = template("{{标题}}")
        with zipfile.ZipFile(BytesIO(given)) as archive:
            xml = archive.read("word/document.xml").decode()
        entity = xml.replace(
            "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
        )
        hostile = repacked(given, **{"word/document.xml": entity.replace("{{标题}}", "{{标题}}&e;").encode()})
        problems = problems_of("report", hostile)
        if not problems:
            shown = docx.Document(BytesIO(filled("report", hostile, REPORT)))
            assert "root:" not in "".join(one.text for one in shown.paragraphs)

    async def test_works_within_limits_of_time_and_memory(self) -> None:
        given = template("{{每个问题}}", *["{{问题}}"] * 300, "{{问题结束}}")
        many = TemplateValues({}, {"问题": [{"问题": "长" * 2000}] * 3000})
        with pytest.raises(TemplateRefusedError, match=r"超时|内存|失败"):
            await fill_template("report", given, many, seconds=3, memory=512 << 20)


class TestFilling:
    async def test_checks_and_fills_in_a_process_of_its_own(self) -> None:
        given = make_template("report")
        await check_template("report", given)
        shown = docx.Document(BytesIO(await fill_template("report", given, REPORT)))
        words = [one.text for one in shown.paragraphs]
        at = words.index("2. 床位使用率偏低。")
        assert words[at + 1 : at + 5] == [
            "整改措施：一是修订考核办法；二是设立投诉信箱。",
            "整改进展：甲",
            "乙。",
            "完成情况：已完成整改。",
        ]

    async def test_tells_what_is_wrong(self) -> None:
        with pytest.raises(TemplateRefusedError, match="第1段：没有名为“标提”的字段") as refused:
            await check_template("report", template("{{标提}}"))
        assert [one.place for one in refused.value.problems] == ["第1段"]

    def test_repeats_the_row_of_a_table(self) -> None:
        shown = written(table=[["序号", "问题"], ["{{序号}}", "{{ 问题 }}"], ["合计", "{{问题总数}}"]])
        assert [[cell.text for cell in line.cells] for line in shown.tables[0].rows] == [
            ["序号", "问题"],
            ["1", "经费使用监管不力。"],
            ["2", "床位使用率偏低。"],
            ["合计", "2"],
        ]

    def test_repeats_what_stands_between_the_two_marks_with_its_tables(self) -> None:
        document = docx.Document()
        document.add_paragraph("{{每个问题}}")
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{问题}}"
        document.add_paragraph("进展：{{整改进展}}")
        document.add_paragraph("{{问题结束}}")
        buffer = BytesIO()
        document.save(buffer)
        shown = docx.Document(BytesIO(filled("report", buffer.getvalue(), REPORT)))
        assert [table.rows[0].cells[0].text for table in shown.tables] == [
            "经费使用监管不力。",
            "床位使用率偏低。",
        ]
        assert [one.text for one in shown.paragraphs] == [
            "进展：一是印发方案。二是完成轮换考核。",
            "进展：甲",
            "乙。",
        ]

    def test_values_are_words_and_keep_their_lines(self) -> None:
        hostile = "<w:p/>&amp; {{文号}} {% x %}\n第二行\x00"
        values = TemplateValues({"标题": hostile}, {"问题": [{"问题": hostile}]})
        shown = written("{{标题}}", table=[["{{问题}}"]], values=values)
        assert [one.text for one in shown.paragraphs] == ["<w:p/>&amp; {{文号}} {% x %}", "第二行"]
        assert shown.tables[0].rows[0].cells[0].text == "<w:p/>&amp; {{文号}} {% x %}\n第二行"

    def test_fills_headers_and_fields_that_word_cut_into_runs(self) -> None:
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "{{发文机关}}"
        paragraph = document.add_paragraph("关于{")
        for piece in ("{标", "题}", "}的函"):
            paragraph.add_run(piece).bold = True
        buffer = BytesIO()
        document.save(buffer)
        shown = docx.Document(BytesIO(filled("report", buffer.getvalue(), REPORT)))
        assert shown.sections[0].header.paragraphs[0].text == REPORT.once["发文机关"]
        assert shown.paragraphs[0].text == f"关于{REPORT.once['标题']}的函"

    def test_a_paragraph_of_one_empty_field_is_not_printed(self) -> None:
        shown = written("前", "{{文号}}", "后{{文号}}", table=[["{{文号}}"]])
        assert [one.text for one in shown.paragraphs] == ["前", "后"]
        assert shown.tables[0].rows[0].cells[0].text == ""

    def test_same_values_have_the_same_bytes(self) -> None:
        given = make_template("report")
        assert filled("report", given, REPORT) == filled("report", given, REPORT)


class TestValues:
    def test_every_field_has_its_value(self) -> None:
        values: dict[TemplateKind, TemplateValues] = {
            "report": REPORT,
            "list": list_values(ListData(rows=[row()], as_of=date(2024, 7, 1)), FORMS["task"]),
            "plan": plan_values(plan()),
        }
        for kind, given in values.items():
            once = {field.name for field in FIELDS[kind] if field.each is None}
            assert set(given.once) == once
            for each, rows in given.rows.items():
                assert set(rows[0]) == {field.name for field in FIELDS[kind] if field.each == each}
