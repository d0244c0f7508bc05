"""Names of files, and what may be looked at: pure."""

import re
import unicodedata

from mingze.attachments.contents import EXTENSIONS, IMAGES

#: Of these a small picture can be made: photos themselves, the first page of a PDF.
PREVIEWED = IMAGES | {"application/pdf"}


def clean_name(name: str | None) -> str:
    """A file name without path, line breaks, marks of direction, control characters or excess: fit to be shown."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    base = "".join(char for char in base if unicodedata.category(char) not in _UNSEEN).strip(" .")
    if len(base) > 150:
        stem, dot, extension = base.rpartition(".")
        base = f"{stem[:140]}{dot}{extension[:9]}" if dot else base[:150]
    return base or "附件"


#: Control, format, surrogate, private, unassigned; separators of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def name_for(name: str | None, media_type: str) -> str:
    """A clean name that ends as files of its type do: what opens a file goes by that end, not by the content."""
    cleaned = clean_name(name)
    extensions = EXTENSIONS[media_type]
    if cleaned.rpartition(".")[2].casefold() in extensions and "." in cleaned:
        return cleaned
    return f"{cleaned[:140]}.{extensions[0]}"


def clean_copy_name(name: str, media_type: str) -> str:
    """The name of a copy without metadata; of HEIC it is a JPEG."""
    return f"{name.rpartition('.')[0]}.jpg" if media_type == "image/heic" else name
