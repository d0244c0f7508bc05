"""`python -m mingze.attachments.copying KIND TYPE OUT`: makes a picture of the file on standard input, into OUT.

KIND is `preview` (WebP, the longer side at most 1600 pixels; of a PDF the first page) or `clean` (the whole
picture in the format it has, HEIC as JPEG). In both it stands upright, in sRGB, and nothing is in it but the
picture: no EXIF and so no place, no XMP, no comment. Run by `mingze.kit.limited`, never in the service itself.
"""

import io
import json
import math
import sys
from pathlib import Path

import pi_heif  # type: ignore[import-untyped]
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageOps

from mingze.attachments.contents import MAX_PIXELS
from mingze.kit.limited import REFUSED

SIDE = 1600
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}


def main() -> int:
    kind, media_type, out = sys.argv[1:]
    data = sys.stdin.buffer.read()
    try:
        made = preview(data, media_type) if kind == "preview" else clean(data, media_type)
    except MemoryError:
        raise
    # Whatever a library says of a damaged file, it is damaged.
    except Exception as error:  # noqa: BLE001
        sys.stdout.write(json.dumps({"code": "unreadable", "message": type(error).__name__}))
        return REFUSED
    Path(out).write_bytes(made)
    sys.stdout.write(json.dumps({"size": len(made)}))
    return 0


def preview(data: bytes, media_type: str) -> bytes:
    image = _first_page(data) if media_type == "application/pdf" else _open(data, media_type)
    if image.format == "JPEG":
        image.draft(None, (SIDE, SIDE))
    if image.mode == "P":
        image = image.convert("RGBA")
    # Turned after it was made small: a turned copy of the whole would need its memory twice.
    upright = image.getexif().get(_ORIENTATION)
    image.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    image = _plain(_turned(image, upright))
    if image.mode != "RGB":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    return _written(image, "WEBP", quality=80)


def clean(data: bytes, media_type: str) -> bytes:
    image = _open(data, media_type)
    image = _plain(_turned(image, image.getexif().get(_ORIENTATION)))
    match media_type:
        case "image/png":
            return _written(image, "PNG")
        case "image/webp":
            return _written(image, "WEBP", quality=92)
    return _written(image.convert("RGB"), "JPEG", quality=92)


_ORIENTATION = 0x0112


def _open(data: bytes, media_type: str) -> Image.Image:
    # A picture of more pixels is refused when it is sent; this is for what is no longer what it was then.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    pi_heif.register_heif_opener()
    image = Image.open(io.BytesIO(data), formats=[_FORMATS[media_type]])
    if image.width * image.height > MAX_PIXELS:
        raise ValueError
    return image


def _turned(image: Image.Image, orientation: int | None) -> Image.Image:
    if orientation in {None, 1}:
        return image
    image.getexif()[_ORIENTATION] = orientation
    return ImageOps.exif_transpose(image)


def _plain(image: Image.Image) -> Image.Image:
    """The picture in RGB or RGBA, in sRGB, and nothing else that came with it."""
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel and more
        scale = 1 / 257
        image = image.point(lambda value: value * scale).convert("L")
    profile = image.info.get("icc_profile")
    if profile and not transparent:
        try:
            image = _in_srgb(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            image = image.convert("RGB")
    image = image.convert("RGBA" if transparent else "RGB")
    image.info = {}
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    made = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        outputMode="RGB",
    )
    if made is None:
        raise ValueError
    return made


def _first_page(data: bytes) -> Image.Image:
    with pdfium.PdfDocument(data) as document:
        page = document[0]
        longest = max(page.get_size())
        if not math.isfinite(longest) or longest <= 0:
            raise ValueError
        image: Image.Image = page.render(scale=min(SIDE / longest, 4)).to_pil()
        return image


def _written(image: Image.Image, form: str, **options: int) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
