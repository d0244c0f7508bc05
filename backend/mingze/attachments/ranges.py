"""Ranges of bytes (RFC 9110, 14): one range is served; anything else that is asked for gets the whole. Pure."""

import re

_ONE = re.compile(r"bytes=\s*(?:(\d{1,18})-(\d{1,18})?|-(\d{1,18}))\s*")


class BeyondTheEnd(Exception):
    """A range of which the file has nothing."""


def wanted(header: str | None, size: int) -> tuple[int, int] | None:
    """From and up to (not with) of the asked range, None for the whole. Raises BeyondTheEnd."""
    found = _ONE.fullmatch(header) if header else None
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        start, end = max(0, size - int(suffix)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise BeyondTheEnd
    return start, end
