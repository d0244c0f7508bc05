"""Letters to those who complained: numbered, addressed, in both formats, with nothing left open."""

from datetime import date
from io import BytesIO

import docx
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from mingze.papers.writing import LetterData, LetterPart, letter_docx, letter_pdf

OPINION = LetterData(
    title="信访事项处理意见书",
    number="云卫信复〔2026〕12号",
    issuer="云州市卫生健康委员会",
    addressee="王某某",
    parts=[
        LetterPart(text="您于2026年9月30日通过来信提出的信访事项收悉。"),
        LetterPart(heading="信访请求", text="请求核实住院费用。"),
        LetterPart(heading="事实和理由", text="经查，费用清单与医嘱一致。\n另查明，两次收取陪护费。"),
        LetterPart(heading="其他", text=" \n"),
        LetterPart(heading="处理意见", text="对您的请求，予以支持。"),
    ],
    issued_on=date(2026, 11, 22),
    closing="",
)
ONE_TIME = LetterData(
    title="补充材料一次性告知书",
    number="云卫诉告〔2026〕3号",
    issuer="云州市卫生健康委员会",
    addressee="反映人",
    parts=[
        LetterPart(text="请您补充："),
        LetterPart(text="就诊的时间\n收费票据的复印件", items=True),
        LetterPart(text="只有一项", items=True),
    ],
    issued_on=date(2026, 11, 22),
    contacts=["联系电话：0000-0000000"],
)


def words(data: LetterData) -> list[str]:
    buffer = BytesIO()
    letter_docx(data, buffer)
    return [one.text for one in docx.Document(buffer).paragraphs]


def test_opinion_has_its_parts_counted_and_leaves_out_what_says_nothing() -> None:
    assert words(OPINION) == [
        "云州市卫生健康委员会",
        "云卫信复〔2026〕12号",
        "信访事项处理意见书",
        "王某某：",
        "您于2026年9月30日通过来信提出的信访事项收悉。",
        "一、信访请求",
        "请求核实住院费用。",
        "二、事实和理由",
        "经查，费用清单与医嘱一致。",
        "另查明，两次收取陪护费。",
        "三、处理意见",
        "对您的请求，予以支持。",
        "云州市卫生健康委员会",
        "2026年11月22日",
    ]


def test_numbers_what_is_lacking_only_where_there_are_several() -> None:
    assert words(ONE_TIME)[4:-2] == [
        "请您补充：",
        "1．就诊的时间",
        "2．收费票据的复印件",
        "只有一项",
        "特此告知。",
        "联系电话：0000-0000000",
    ]


def test_pdf_says_the_same_and_is_the_same_every_time() -> None:
    written = letter_pdf(OPINION)
    assert written == letter_pdf(OPINION)
    with pdfium.PdfDocument(written) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "")
    for part in ("云卫信复〔2026〕12号", "一、信访请求", "三、处理意见", "2026年11月22日"):
        assert part in text


def test_markup_and_marks_of_direction_are_only_letters() -> None:
    hostile = LetterData(
        title="告知书",
        number="1号",
        issuer="云州市卫生健康委员会",
        addressee="<b>#set page</b>\u202e",
        parts=[LetterPart(text="$x$ #pagebreak() *粗*\x00")],
        issued_on=date(2026, 11, 22),
    )
    assert "<b>#set page</b>：" in words(hostile)
    assert "$x$ #pagebreak() *粗*" in words(hostile)
    with pdfium.PdfDocument(letter_pdf(hostile)) as pdf:
        assert len(pdf) == 1
