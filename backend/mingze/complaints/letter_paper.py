"""A letter as a document, from what was kept when it was issued."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from mingze.papers.writing import LetterData, LetterPart, letter_docx, letter_pdf


def data_of(row: Mapping[Any, Any]) -> LetterData:
    content = row["content"]
    return LetterData(
        title=content["title"],
        number=row["number"],
        issuer=content["issuer"],
        addressee=content["addressee"],
        parts=[
            LetterPart(text=part["text"], heading=part["heading"], items=part["items"])
            for part in content["parts"]
        ],
        issued_on=row["issued_on"],
        closing=content["closing"],
        contacts=content["contacts"],
    )


def written(data: LetterData, form: str) -> bytes:
    """The file; blocks, so call it in a thread."""
    if form == "pdf":
        return letter_pdf(data)
    target = BytesIO()
    letter_docx(data, target)
    return target.getvalue()
