"""Pictures, painted anew: the dots alone are kept, turned as their camera said; no place, device, moment, comment or preview."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from plenary.files.formats.errors import FileError

MOST_DOTS = 50_000_000
"""Width by height of the largest picture that is opened: 150 to 200 MB of memory."""

_WRITTEN: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 90},
    "TIFF": {"compression": "tiff_lzw"},
}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, MemoryError)


def png(data: bytes) -> bytes:
    """A PNG painted anew. Raises FileError."""
    return _painted(data, "PNG")


def jpeg(data: bytes) -> bytes:
    """A JPEG painted anew, the first picture of several. Raises FileError."""
    return _painted(data, "JPEG")


def webp(data: bytes) -> bytes:
    """A WebP painted anew. Raises FileError."""
    return _painted(data, "WEBP")


def tiff(data: bytes, most: int) -> tuple[bytes, int]:
    """A TIFF painted anew, the first picture of several, and its dots, `most` of them. Raises FileError."""
    try:
        with Image.open(BytesIO(data), formats=["TIFF"]) as opened:
            dots = opened.width * opened.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileError("files.too_much_within") from None
    except _BROKEN:
        raise FileError("files.broken") from None
    if dots > most:
        raise FileError("files.too_much_within")
    return _painted(data, "TIFF"), dots


def _painted(data: bytes, form: str) -> bytes:
    try:
        with Image.open(BytesIO(data), formats=[form]) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise FileError("files.too_many_dots", most=MOST_DOTS // 1_000_000)
            if form not in {"JPEG", "TIFF"} and getattr(opened, "n_frames", 1) > 1:
                raise FileError("files.moves")
            bare = _bare(ImageOps.exif_transpose(opened), form)
        written = BytesIO()
        bare.save(written, format=form, **_WRITTEN[form])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileError("files.too_many_dots", most=MOST_DOTS // 1_000_000) from None
    except _BROKEN:
        raise FileError("files.broken") from None
    return written.getvalue()


def _bare(picture: Image.Image, form: str) -> Image.Image:
    """The dots of a picture in a picture of its own, which knows nothing else."""
    is_clear = "transparency" in picture.info or picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"}
    if form == "JPEG":
        bare = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    elif is_clear:
        bare = picture.convert("RGBA")
    elif form == "WEBP":
        bare = picture.convert("RGB")
    else:
        bare = picture
    bare = bare.copy()
    bare.info = {}
    return bare
