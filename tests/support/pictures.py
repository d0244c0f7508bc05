"""Small real pictures and papers, made as they are needed."""

import io
import zipfile
from typing import Any

from PIL import Image


def picture(
    form: str = "JPEG", size: tuple[int, int] = (16, 12), color: Any = (120, 40, 30), **options: Any
) -> bytes:
    """A picture of one colour in that format of Pillow."""
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, form, **options)
    return made.getvalue()


JPEG = picture("JPEG")
PNG = picture("PNG")

_MAIN = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}


def office(main: str = "word/document.xml", *more: str, declared: str | None = None, **options: Any) -> bytes:
    """The bones of a DOCX or XLSX with that main part, and `more` parts."""
    kind = declared or _MAIN[main]
    types = f'<Types><Override PartName="/{main}" ContentType="{kind}"/></Types>'
    parts = {"[Content_Types].xml": types, "_rels/.rels": "<Relationships/>", main: "<x/>"}
    return archive({**parts, **dict.fromkeys(more, "x")}, **options)


def archive(parts: dict[str, str], **options: Any) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", **options) as into:
        for name, text in parts.items():
            into.writestr(name, text)
    return made.getvalue()
