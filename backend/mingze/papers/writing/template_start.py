"""A template to begin with: a document in the layout of GB/T 9704 with its fields in place."""

from io import BytesIO

import docx

from mingze.papers.writing import word, word_list, word_styles
from mingze.papers.writing.template_fields import FIELDS, TemplateKind

_REPORT = (
    ("Title", "{{标题}}"),
    ("Body Text", "{{导语}}"),
    ("Heading 1", "一、巡察反馈意见整改情况"),
    ("Body Text", "{{整改合计}}"),
    ("Body Text", "{{每个问题}}"),
    ("Heading 3", "{{序号}}. {{问题}}"),
    ("Body Text", "整改措施：{{整改措施}}"),
    ("Body Text", "整改进展：{{整改进展}}"),
    ("Body Text", "完成情况：{{完成情况}}。"),
    ("Body Text", "{{问题结束}}"),
    ("Body Text", "{{联系方式}}"),
    ("Signature", "{{发文机关}}"),
    ("Date", "{{成文日期}}"),
)
_LIST = (
    ("Title", "{{标题}}"),
    ("Salutation", "填报单位：{{填报单位}}　　截至{{截至日期}}　　共{{问题总数}}项"),
)
_LIST_TABLE = ("序号", "问题", "整改措施", "整改进展", "完成情况", "责任单位", "完成时限")
_PLAN = (
    ("Title", "{{标题}}"),
    ("Body Text", "{{导语}}"),
    ("Heading 1", "一、总体目标"),
    ("Body Text", "{{总体目标}}"),
    ("Heading 1", "二、主要任务"),
    ("Body Text", "{{每个任务}}"),
    ("Heading 2", "{{任务序号}}{{任务名称}}"),
    ("Body Text", "{{任务内容}}"),
    ("Body Text", "责任科室：{{责任科室}}"),
    ("Body Text", "完成时限：{{完成时限}}"),
    ("Body Text", "{{任务结束}}"),
    ("Heading 1", "三、工作步骤"),
    ("Body Text", "{{每个阶段}}"),
    ("Heading 2", "（{{阶段序号}}）{{阶段名称}}（{{起止时间}}）"),
    ("Body Text", "{{阶段结束}}"),
    ("Heading 1", "四、工作要求"),
    ("Body Text", "{{工作要求}}"),
    ("Body Text", "{{报送要求}}"),
    ("Signature", "{{发文机关}}"),
    ("Date", "{{成文日期}}"),
)
_PARAGRAPHS = {"report": _REPORT, "list": _LIST, "plan": _PLAN}


def make_template(kind: TemplateKind) -> bytes:
    """A ready template, to be changed in Word."""
    document = docx.Document()
    if kind == "list":
        word_list.set_page(document)
    else:
        word.set_page(document)
    word_styles.apply(document)
    word.set_properties(document, "", "", None)
    for style, words in _PARAGRAPHS[kind]:
        paragraph = document.add_paragraph(words, style=style)
        if style in ("Signature", "Date"):
            word.indent_right(paragraph, 4)  # as it stands over a seal, however long the name is
    if kind == "list":
        table = document.add_table(rows=2, cols=len(_LIST_TABLE))
        word_styles.rule(table)
        for cell, name in zip(table.rows[0].cells, _LIST_TABLE, strict=True):
            cell.paragraphs[0].add_run(name)
        for cell, name in zip(table.rows[1].cells, _LIST_TABLE, strict=True):
            cell.paragraphs[0].add_run(f"{{{{{name}}}}}")
        for row in table.rows:
            for cell in row.cells:
                cell.paragraphs[0].style = "Table Text"
    target = BytesIO()
    word.save(document, target)
    return target.getvalue()


def describe_fields(kind: TemplateKind) -> str:
    """Every field in words, for the command line."""
    lines = ["单独的字段："]
    lines += [f"  {{{{{field.name}}}}}  {field.meaning}" for field in FIELDS[kind] if field.each is None]
    for each in dict.fromkeys(field.each for field in FIELDS[kind] if field.each):
        lines.append(
            f"每个{each}各有一份的字段（写在表格的一行里，或写在 {{{{每个{each}}}}} 与 {{{{{each}结束}}}} 之间）："
        )
        lines += [f"  {{{{{field.name}}}}}  {field.meaning}" for field in FIELDS[kind] if field.each == each]
    return "\n".join(lines)
