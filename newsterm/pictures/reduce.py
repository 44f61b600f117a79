"""An image as it was fetched becomes one that is worth keeping: checked, one frame, upright, no larger than shown."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from newsterm.errors import PictureError

WIDEST = 1200
"""Pixels of the longer side; the widest line of an article takes 80 cells of some 10 pixels."""
SMALLEST = 24
"""Pixels; what is less is a spacer, a sign or a counter."""
MOST_PIXELS = 40_000_000
"""Pixels that are decoded: 160 MB beside the 250 that a worker holds anyway. Cameras make half of it."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""What the web shows; Pillow knows forty more, most of them without anybody who looks after them."""
_WHITE = (255, 255, 255)


def reduced(body: bytes) -> bytes:
    """The image as PNG or JPEG of at most WIDEST pixels a side, on white where it is transparent.

    PictureError where it is none that can be shown, in words that fit behind its caption; empty words where it is too
    small to be seen.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(body), formats=_known_formats())
            _refuse_size(image.size)
            lossy = image.format == "JPEG"
            image.draft("RGB", (2 * WIDEST, 2 * WIDEST))  # a large JPEG is decoded at a part of its size
            return _encoded(_upright(image), lossy=lossy)
        except UnidentifiedImageError as error:
            raise PictureError(_what_it_is(body)) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PictureError("too large to be shown") from error
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:  # Pillow's for bad data
            raise PictureError("damaged") from error


def _known_formats() -> list[str]:
    """Those of the formats that this Pillow reads; preinit alone leaves WebP and AVIF out."""
    Image.init()
    return [name for name in _FORMATS if name in Image.OPEN]


def _refuse_size(size: tuple[int, int]) -> None:
    width, height = size
    if min(size) < SMALLEST:
        raise PictureError("")
    if width * height > MOST_PIXELS:
        raise PictureError("too large to be shown")


def _upright(image: Image.Image) -> Image.Image:
    """The first frame in RGB, turned as the camera was held, and scaled down."""
    see_through = "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    mode = "RGBA" if see_through else "RGB"
    frame = image if image.mode == mode else image.convert(mode)
    frame.thumbnail((WIDEST, WIDEST), reducing_gap=2.0)
    frame = ImageOps.exif_transpose(frame)
    frame.info = {}
    if not see_through:
        return frame
    ground = Image.new("RGB", frame.size, _WHITE)
    ground.paste(frame, mask=frame.getchannel("A"))
    return ground


def _encoded(image: Image.Image, *, lossy: bool) -> bytes:
    """As JPEG; as PNG where that is smaller, as drawings are, and sharper."""
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=88)
    if lossy:
        return jpeg.getvalue()
    png = io.BytesIO()
    image.save(png, "PNG")
    return min(png.getvalue(), jpeg.getvalue(), key=len)


def _what_it_is(body: bytes) -> str:
    head = body[:2048].lower()
    if b"<svg" in head:
        return "an SVG drawing, which can't be shown"
    return "a page, not an image" if b"<html" in head or b"<!doctype html" in head else "no image that can be shown"
