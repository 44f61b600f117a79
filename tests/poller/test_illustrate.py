"""The pictures of an opened entry: asked for once, politely, within bounds, and never of a private network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from newsterm.events import Notice, PictureDrawn, PictureMissing
from newsterm.model import Canvas, Enclosure, Entry, Form, Picture, figures_of
from newsterm.poller.illustrate import Illustrator
from newsterm.poller.prepare import Preparer
from newsterm.poller.round import run_round
from newsterm.settings import Images, Limits, Poll, Settings
from tests.newsserver import Answer, NewsServer, rss
from tests.pictures.images import chunks, png, quarters
from tests.poller.room import NOW, Room, follow

pytest.importorskip("PIL")

if TYPE_CHECKING:
    from newsterm.poller.desk import Desk

CANVAS = Canvas(form=Form.HALF_BLOCKS, columns=20, rows=10, cell_width=10, cell_height=20)
IMAGE = Answer(200, quarters(200, 200), {"Content-Type": "image/png"})


async def entry_with(desk: Desk, server: NewsServer, *sources: str) -> str:
    """An entry whose feed text has these images."""
    images = "".join(f"&lt;img src='{source}'&gt;" for source in sources)
    follow(desk, server.serve("/feed", rss("One", text=f"Nothing was said. {images}")))
    await run_round(desk)
    await Preparer(desk).all_waiting()
    (item,) = desk.store.listing(None, now=NOW).rows(0, 2)
    return str(item.id)


def told(room: Room) -> dict[str, str]:
    """What became of each picture, by the last part of its address: its size in cells, or the reason."""
    found = {}
    for event in room.told:
        if isinstance(event, PictureDrawn):
            found[event.url.rpartition("/")[2]] = f"{event.drawn.columns}x{event.drawn.rows}"
        elif isinstance(event, PictureMissing):
            found[event.url.rpartition("/")[2]] = event.reason
    return found


async def test_a_picture_is_fetched_once_and_then_kept(room: Room, server: NewsServer) -> None:
    url = server.serve("/quay.png", IMAGE)
    async with room.desk() as desk:
        entry = await entry_with(desk, server, url)
        assert server.asked("/quay.png") == [], "nothing is fetched that nobody reads"
        await Illustrator(desk, room.paths.images).draw(entry, CANVAS)
        assert told(room) == {"quay.png": "20x10"}
        room.told.clear()
        smaller = Canvas(form=Form.HALF_BLOCKS, columns=8, rows=10, cell_width=10, cell_height=20)
        await Illustrator(desk, room.paths.images).draw(entry, smaller)
        assert told(room) == {"quay.png": "8x4"}
    (request,) = server.asked("/quay.png")
    assert request.headers["accept"].startswith("image/webp")
    assert "cookie" not in request.headers
    assert "referer" not in request.headers


async def test_what_can_not_be_shown_says_why_and_is_not_asked_again(room: Room, server: NewsServer) -> None:
    bodies = {
        "broken.png": Answer(200, png(64, 64)[:-40]),
        "lying.png": Answer(200, chunks(60_000, 60_000, 2, b"")),
        "page.png": Answer(200, b"<!doctype html><html>Log in</html>", {"Content-Type": "image/png"}),
        "counter.png": Answer(200, png(1, 1)),
        "empty.png": Answer(200, b""),
        "gone.png": Answer(404),
    }
    urls = [server.serve(f"/{name}", answer) for name, answer in bodies.items()]
    async with room.desk() as desk:
        entry = await entry_with(desk, server, *urls)
        illustrator = Illustrator(desk, room.paths.images)
        for _ in range(2):
            room.told.clear()
            await illustrator.draw(entry, CANVAS)
            assert told(room) == {
                "broken.png": "damaged",
                "lying.png": "too large to be shown",
                "page.png": "a page, not an image",
                "counter.png": "",
                "empty.png": "empty",
                "gone.png": "127.0.0.1 answers 404 Not Found: there is nothing at this address.",
            }
    assert [len(server.asked(f"/{name}")) for name in bodies] == [1] * len(bodies)
    assert not room.paths.images.exists()


async def test_an_answer_without_end_is_cut_off(room: Room, server: NewsServer) -> None:
    room.settings = Settings(poll=Poll(per_host_gap=0.0, limits=Limits(wire_bytes=100_000)))
    url = server.serve("/huge.png", Answer(200, png(64, 64) + bytes(200_000)))
    async with room.desk() as desk:
        await Illustrator(desk, room.paths.images).draw(await entry_with(desk, server, url), CANVAS)
    assert "larger" in told(room)["huge.png"] or "more than" in told(room)["huge.png"]


async def test_a_text_leads_into_no_private_network(room: Room, server: NewsServer) -> None:
    with NewsServer("127.0.0.9") as inside:
        secret = inside.serve("/secret.png", IMAGE)
        moved = server.serve("/moved.png", Answer(302, headers={"Location": secret}))
        async with room.desk() as desk:
            await Illustrator(desk, room.paths.images).draw(await entry_with(desk, server, secret, moved), CANVAS)
        assert inside.requests == []
    refused = "127.0.0.1 {} into a private network (127.0.0.9), which is refused."
    assert told(room) == {"secret.png": refused.format("points"), "moved.png": refused.format("redirects")}


async def test_a_private_host_that_the_settings_allow_is_asked(room: Room, server: NewsServer) -> None:
    room.settings = Settings(poll=Poll(per_host_gap=0.0, allow_private=("127.0.0.9",)))
    with NewsServer("127.0.0.9") as inside:
        url = inside.serve("/quay.png", IMAGE)
        async with room.desk() as desk:
            await Illustrator(desk, room.paths.images).draw(await entry_with(desk, server, url), CANVAS)
    assert told(room) == {"quay.png": "20x10"}


async def test_a_kept_file_that_was_damaged_is_fetched_again(room: Room, server: NewsServer) -> None:
    url = server.serve("/quay.png", IMAGE)
    async with room.desk() as desk:
        entry = await entry_with(desk, server, url)
        await Illustrator(desk, room.paths.images).draw(entry, CANVAS)
        (file,) = room.paths.images.iterdir()
        file.write_bytes(b"half of")
        await Illustrator(desk, room.paths.images).draw(entry, CANVAS)
    assert len(server.asked("/quay.png")) == 2
    assert told(room) == {"quay.png": "20x10"}


async def test_a_disk_that_keeps_nothing_is_told_of_once(room: Room, server: NewsServer) -> None:
    urls = [server.serve(f"/{n}.png", IMAGE) for n in range(2)]
    room.paths.images.parent.mkdir(parents=True, exist_ok=True)
    room.paths.images.write_text("in the way")
    async with room.desk() as desk:
        await Illustrator(desk, room.paths.images).draw(await entry_with(desk, server, *urls), CANVAS)
    assert told(room) == {"0.png": "20x10", "1.png": "20x10"}
    assert len([event for event in room.told if isinstance(event, Notice) and event.bad]) == 1


async def test_no_more_is_kept_than_the_settings_allow(room: Room, server: NewsServer) -> None:
    room.settings = Settings(poll=Poll(per_host_gap=0.0), images=Images(megabytes=1))
    noise = [bytes((x * 7919 * (y + 3) >> 3) % 256 for x in range(3 * 700)) for y in range(500)]
    urls = [server.serve(f"/{n}.png", Answer(200, chunks(700, 500, 2, b"".join(b"\0" + row for row in noise))))
            for n in range(8)]  # fmt: skip
    async with room.desk() as desk:
        await Illustrator(desk, room.paths.images).draw(await entry_with(desk, server, *urls), CANVAS)
    assert 0 < sum(file.stat().st_size for file in room.paths.images.iterdir()) <= 10**6
    assert len(told(room)) == 8


async def test_an_entry_that_is_gone_has_no_pictures(room: Room) -> None:
    async with room.desk() as desk:
        await asyncio.wait_for(Illustrator(desk, room.paths.images).draw("nobody", CANVAS), 1)
    assert room.told == []


async def test_where_the_text_has_no_picture_the_feeds_own_is_shown(room: Room, server: NewsServer) -> None:
    async with room.desk() as desk:
        reading = desk.store.reading(await entry_with(desk, server))
    assert reading is not None
    from msgspec.structs import replace

    def having(**fields: object) -> list[Picture]:
        entry = replace(reading.item.entry, **fields)
        return [figure.picture for figure in figures_of(replace(reading, item=replace(reading.item, entry=entry)))]

    file, song = Enclosure(url="http://a/lead", type="image/*"), Enclosure(url="http://a/song.mp3", type="audio/mpeg")
    assert isinstance(reading.item.entry, Entry)
    assert having() == []
    assert having(enclosures=(song, file), media=("http://a/2.jpg",)) == [Picture(url="http://a/lead")]
    assert having(media=("http://a/film.mp4", "http://a/2.JPG?w=3")) == [Picture(url="http://a/2.JPG?w=3")]
