"""Taking an uploaded file within its size limit."""

from fastapi import UploadFile

from mingze.kit.problems import TooLarge, refuse_field


async def read_upload(file: UploadFile, max_bytes: int) -> bytes:
    """The content. TooLarge beyond `max_bytes`, Invalid where it is empty."""
    if file.size is not None and file.size > max_bytes:
        raise TooLarge(_limit(max_bytes))
    data = await file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLarge(_limit(max_bytes))
    if not data:
        raise refuse_field("/body/file", "文件是空的")
    return data


def _limit(max_bytes: int) -> str:
    return f"文件不能超过 {max_bytes / 1_000_000:.0f} MB"
