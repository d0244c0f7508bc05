"""Text out of files, and the refusal of files that are not what they claim."""

import codecs
import io
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mingze.papers import office
from mingze.papers.extract import extract
from mingze.papers.extracted import UnreadableDocument
from tests.papers.reading import forms


def refusal(name: str, data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        extract(name, data)
    return caught.value


def mail(page: str) -> bytes:
    letter = MIMEMultipart("related")
    letter.attach(MIMEText(page, "html", "gb18030"))
    return letter.as_bytes()


PAGE = "<html><body><p>清河县财政局</p><table><tr><td>问题</td><td>措施</td></tr></table></body></html>"


class TestExtract:
    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("a.exe", b"MZ", "unsupported_type"),
            ("noname", b"abc", "unsupported_type"),
            ("a.txt", b"", "empty"),
            ("a.txt", b" \n \n", "no_text"),
            ("a.txt", b"a\x00b", "unknown_encoding"),
            ("a.txt", b"\xff\xff\xff\xff", "unknown_encoding"),
            ("a.txt", b"%PDF-1.7 something", "type_mismatch"),
            ("a.html", b"PK\x03\x04rest", "type_mismatch"),
            ("a.pdf", b"hello", "type_mismatch"),
            ("a.pdf", b"%PDF-1.7 broken", "damaged"),
            ("a.docx", b"hello", "type_mismatch"),
            ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted_or_old"),
            ("a.docx", b"PK\x03\x04" + bytes(50), "damaged"),
            ("a.docx", forms.as_xlsx([]), "type_mismatch"),
            ("a.xlsx", forms.as_docx("甲"), "type_mismatch"),
        ],
    )
    def test_refuses_what_it_cannot_read_with_words(self, name: str, data: bytes, code: str) -> None:
        error = refusal(name, data)
        assert error.code == code
        assert any("\u4e00" <= char <= "\u9fff" for char in error.message)

    def test_refuses_an_archive_that_would_unpack_to_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 3_000_000)
        monkeypatch.setattr(office, "MOST_UNPACKED", 2_000_000)
        assert refusal("a.docx", buffer.getvalue()).code == "too_large"

    def test_refuses_an_encrypted_pdf(self) -> None:
        assert refusal("a.pdf", _encrypted(forms.as_pdf("甲乙丙", None))).code == "encrypted"

    def test_refuses_a_pdf_without_text(self) -> None:
        assert refusal("a.pdf", forms.as_pdf("", None)).code == "no_text"


class TestNamesThatLie:
    """Offices save pages and plain text as .doc and .xls: what is safe is read as what it is."""

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("a.doc", PAGE.encode("gb18030"), "清河县财政局"),
            ("a.doc", codecs.BOM_UTF8 + b"\r\n<!-- x --><HTML>" + "清河县财政局".encode(), "清河县财政局"),
            ("a.xls", PAGE.encode("utf-16"), "清河县财政局"),
            ("a.et", PAGE.encode(), "清河县财政局"),
            ("a.wps", forms.as_docx("清河县财政局"), "清河县财政局"),
            ("a.doc", forms.as_docx("清河县财政局"), "清河县财政局"),
            ("a.doc", "清河县财政局。".encode("gb18030"), "清河县财政局"),
            ("a.xls", "问题\t措施\n清河县财政局\t甲\n".encode("gb18030"), "清河县财政局"),
            ("a.xls", forms.as_xlsx([], "清河县财政局"), "清河县财政局"),
            ("a.doc", mail(PAGE), "清河县财政局"),
            ("a.mht", mail(PAGE), "清河县财政局"),
        ],
    )
    def test_reads_what_it_is(self, name: str, data: bytes, words: str) -> None:
        assert words in extract(name, data).text

    @pytest.mark.parametrize(
        ("name", "data", "looks"),
        [
            ("a.docx", forms.as_xlsx([]), "Excel"),
            ("a.doc", forms.as_xlsx([]), "Excel"),
            ("a.xls", forms.as_docx("甲"), "Word"),
            ("a.xlsx", b"%PDF-1.7 ", "PDF"),
            ("a.pdf", forms.as_docx("甲"), "Word"),
            ("a.pdf", "甲乙".encode(), "纯文本"),
            ("a.txt", forms.as_docx("甲"), "Word"),
            ("a.txt", rb"{\rtf1 a}", "RTF"),
            ("a.csv", forms.as_xlsx([]), "Excel"),
            ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(40), "图片"),
            ("a.doc", b"\xff\xd8\xff\xe0" + bytes(40), "图片"),
            ("a.docx", b"MZ\x90" + bytes(40), "程序"),
            ("a.doc", b"Rar!\x1a\x07\x00" + bytes(40), "压缩包"),
            ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "XML"),
            ("a.docx", b"hello", "纯文本"),
        ],
    )
    def test_says_what_it_looks_like(self, name: str, data: bytes, looks: str) -> None:
        error = refusal(name, data)
        assert error.code == "type_mismatch"
        assert looks in error.message

    def test_tells_an_encrypted_office_file(self) -> None:
        stream = "EncryptedPackage\0".encode("utf-16-le")
        error = refusal("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream)
        assert error.code == "encrypted"


class TestDocx:
    def test_keeps_tables_in_their_place(self) -> None:
        document = Document()
        document.add_paragraph("前文")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "问题", "措施"
        document.add_paragraph("后文")
        buffer = io.BytesIO()
        document.save(buffer)
        extracted = extract("a.docx", buffer.getvalue())
        assert extracted.text == "前文\n问题\t措施\n后文"
        cell = extracted.tables[0][0][1]
        assert extracted.text[slice(*cell.span)] == cell.text == "措施"

    def test_leaves_out_deleted_words(self) -> None:
        document = Document()
        paragraph = document.add_paragraph("留下")
        words = f"<w:del {nsdecls('w')}><w:r><w:t>删去</w:t></w:r></w:del>"
        paragraph._p.insert_element_before(parse_xml(words))
        buffer = io.BytesIO()
        document.save(buffer)
        assert extract("a.docx", buffer.getvalue()).text == "留下"


class TestHtml:
    @pytest.mark.parametrize(
        ("page", "text"),
        [
            ("<p>甲</p><p>乙</p>", "甲\n乙"),
            ("甲<br>乙", "甲\n乙"),
            ("<p>甲<b>乙</b> 丙</p>", "甲乙 丙"),
            ("<div>甲<script>丁</script><style>戊</style></div>", "甲"),
            ("<table><tr><td>甲</td><td><p>乙</p></td></tr></table>丙", "甲\t乙\n丙"),
            ("<p>甲\n  乙</p>", "甲 乙"),
            ("<p>&lt;甲&gt;&amp;</p>", "<甲>&"),
            ("<div>" * 5000 + "甲" + "</div>" * 5000, "甲"),
        ],
    )
    def test_gives_the_text_a_reader_sees(self, page: str, text: str) -> None:
        assert extract("a.html", page.encode()).text == text


class TestMarkdown:
    def test_takes_the_marks_away(self) -> None:
        page = "# 标题\n\n**一、总体** 情况\n\n- 项目\n\n| 问题 | 措施 |\n|---|---|\n| 甲 | 乙 |\n"
        assert extract("a.md", page.encode()).text == "标题\n\n一、总体 情况\n\n项目\n\n问题\t措施\n甲\t乙"


class TestPdf:
    def test_joins_lines_and_parts_paragraphs(self) -> None:
        words = "甲乙丙丁戊己庚辛壬癸" * 12 + "。\n" + "子丑寅卯" * 20 + "。\n短句。"
        assert extract("a.pdf", forms.as_pdf(words, None)).text == words

    def test_leaves_no_gaps_between_chinese_and_digits(self) -> None:
        words = "2025年3月3日,第12组共36人,占90.5%。"
        assert extract("a.pdf", forms.as_pdf(words, None)).text == words


def _encrypted(pdf: bytes) -> bytes:
    """The same file claiming to be encrypted by a password nobody gave."""
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] " % (
        b"o" * 32,
        b"u" * 32,
    )
    return _with_trailer(pdf, entry)


def _with_trailer(pdf: bytes, entry: bytes) -> bytes:
    at = pdf.rindex(b"trailer") if b"trailer" in pdf else -1
    if at >= 0:
        start = pdf.index(b"<<", at) + 2
        return pdf[:start] + entry + pdf[start:]
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\ntrailer\n<< /Root 1 0 R "
        + entry
        + b">>\n%%EOF\n"
    )
