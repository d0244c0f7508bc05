"""The words of a finding as they are printed, so that a reader takes them for nothing but what they are."""

from collections.abc import Iterable, Sequence

from mingze.papers.labels import FieldName, labels_in
from mingze.papers.measures import parts_of
from mingze.papers.source import one_width
from mingze.papers.writing.profiles import Sublist
from mingze.papers.writing.text import fold, is_structure, lines_of, numeral, without_marker

_STOPS = ("。", "；", "！", "？", ";", "!", "?", "…")
_CLOSING = "”’）)》」』\"'"
_IN_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’", "。": "；"})


def measure_text(parts: Sequence[str], sublist: Sublist = "yishi") -> str:
    """The parts as one paragraph: a single part as it is, several with 一是 or (1) before each."""
    if len(parts) == 1 or sublist == "none":
        return "".join(parts)
    marked = enumerate(parts, start=1)
    if sublist == "yishi":
        return "".join(f"{numeral(place)}是{part}" for place, part in marked)
    return "".join(f"（{place}）{part}" for place, part in marked)


def measure_parts(measures: Iterable[str], sublist: Sublist = "yishi") -> tuple[str, ...]:
    """The parts that hold any text, each closed by a stop, as they stand apart once they are printed."""
    return parts_in(measure_paragraph(measures, sublist))


def measure_paragraph(measures: Iterable[str], sublist: Sublist = "yishi") -> str:
    """The measures as one paragraph, each part closed by a stop."""
    parts = [part for part in (fold(lines_of(measure)) for measure in measures) if part]
    if len(parts) > 1:
        parts = [part for part in (without_marker(part) for part in parts) if part]
    parts = [closed(part, "；") for part in parts[:-1]] + [closed(part, "。") for part in parts[-1:]]
    return measure_text(parts, sublist)


def parts_in(paragraph: str) -> tuple[str, ...]:
    """The parts of a paragraph as whoever reads it sees them: one that counts within itself is parted."""
    plain = one_width(paragraph)
    return tuple(paragraph[slice(*part.span)] for part in parts_of(plain, 0, len(plain)))


def closed(text: str, stop: str) -> str:
    """The text with a stop at its end: its own, unless the last one was left open by a semicolon."""
    bare = text.rstrip("；;，、：,: ") if stop == "。" else text.rstrip("，、：,: ")
    return bare if bare.rstrip(_CLOSING).endswith(_STOPS) else bare + stop


def progress_paragraphs(progress: str | None, before: str = "") -> list[str]:
    """The progress in its own paragraphs, but none that would read as a heading or as another field.

    `before` is a paragraph that it follows.
    """
    paragraphs = [before] if before else []
    for line in lines_of(progress):
        if paragraphs and is_structure(line):
            paragraphs[-1] = fold([paragraphs[-1], line])
        else:
            paragraphs.append(line)
    if paragraphs:
        paragraphs[-1] = closed(paragraphs[-1], "。")
    return paragraphs


def about(problem: str) -> str:
    """The problem as it stands between the quotation marks of 关于“…”问题的整改: one sentence, other quotes in it."""
    return without_stop(problem).translate(_IN_QUOTES)


def without_stop(problem: str) -> str:
    return problem.rstrip("。；;. ") or problem


def as_prose(paragraph: str, given: frozenset[FieldName], *, labelled: bool) -> str:
    """The paragraph without any label inside it that would read as a field the finding does not give.

    Such words (…。整改措施：…) keep standing; a comma takes the place of their colon. `labelled`: the paragraph
    begins with a label of its own.
    """
    own = paragraph.find("：") if labelled else -1
    if "：" not in paragraph[own + 1 :] and ":" not in paragraph[own + 1 :]:
        return paragraph
    plain = one_width(paragraph)
    for label in labels_in(plain, 0, len(plain))[int(labelled) :]:
        colon = label.span[1] - 1
        if label.name not in given and plain[colon] == ":":
            paragraph = paragraph[:colon] + "，" + paragraph[colon + 1 :]
    return paragraph
