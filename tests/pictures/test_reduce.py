"""What becomes of an image that was fetched, and which ones are refused in which words."""

from __future__ import annotations

import io

import pytest

from newsterm.errors import PictureError
from tests.pictures.images import BLACK, RED, WHITE, chunks, png

Image = pytest.importorskip("PIL.Image")

from newsterm.pictures.reduce import MOST_PIXELS, WIDEST, reduced  # noqa: E402 - only with the library


def size(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def made(mode: str, form: str, *, wide: int = 64, high: int = 48, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (wide, high)).save(file, form, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGB", "WEBP"), ("P", "GIF"), ("I;16", "PNG"), ("1", "PNG")],
)
def test_what_the_web_shows_is_read(mode: str, form: str) -> None:
    assert size(reduced(made(mode, form))) == (64, 48)


def test_a_large_image_becomes_as_large_as_is_of_use() -> None:
    assert size(reduced(made("RGB", "JPEG", wide=4000, high=1000))) == (WIDEST, WIDEST // 4)


def test_what_is_transparent_becomes_white() -> None:
    image = Image.open(io.BytesIO(reduced(png(40, 40, lambda x, _: (*BLACK, 255 * (x < 20))))))
    assert (image.getpixel((5, 5)), image.getpixel((35, 5))) == (BLACK, WHITE)


def test_a_photograph_stands_upright_as_the_camera_was_held() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert size(reduced(made("RGB", "JPEG", exif=turned))) == (48, 64)


def test_nothing_of_what_else_an_image_carries_is_kept() -> None:
    assert b"where it was taken" not in reduced(made("RGB", "JPEG", comment=b"where it was taken"))


def test_of_a_film_the_first_frame_is_taken() -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in (RED, BLACK)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(io.BytesIO(reduced(file.getvalue()))).convert("RGB").getpixel((9, 9)) == RED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing, which can't be shown"),
        (b"<!DOCTYPE html><html><body>Subscribe first</body></html>", "a page, not an image"),
        (b"not found", "no image that can be shown"),
        (b"\x89PNG\r\n\x1a\n", "no image that can be shown"),
        (png(64, 64)[:-40], "damaged"),
        (made("RGB", "JPEG", wide=640, high=480)[:2000], "damaged"),
        (chunks(60_000, 60_000, 2, b""), "too large to be shown"),
        (chunks(MOST_PIXELS // 100 + 1, 100, 2, b""), "too large to be shown"),
        (png(1, 1), ""),
        (png(300, 5), ""),
        (made("RGB", "PPM"), "no image that can be shown"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(body: bytes, words: str) -> None:
    with pytest.raises(PictureError) as refused:
        reduced(body)
    assert str(refused.value) == words
