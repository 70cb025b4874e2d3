"""What is no announced photo is refused, and nothing of it stays."""

from __future__ import annotations

import pytest

from server.kernel.actor import system
from server.kernel.ids import sha256_hex
from server.people import commands as people
from tests.media.pictures import HEIC, gif, jpeg, png, vast_jpeg, vast_png
from tests.media.sending import Sender
from tests.stored import incoming, stored
from tests.submissions.phone import code_of

PHOTO = jpeg()
NO_PHOTOS = {
    "a text": b"This is no photo.",
    "nothing": b"",
    "a program": b"\x7fELF" + b"\0" * 600,
    "a page": b"<html><script>alert(1)</script></html>",
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a moving picture": gif(),
    "half a JPEG": PHOTO[: len(PHOTO) // 2],
    "a JPEG of only its first bytes": PHOTO[:20],
    "half a PNG": png(400, 300)[:-30],
    "half a HEIC": HEIC[:380],
    "a HEIC of only its name": HEIC[:12],
}


@pytest.mark.parametrize("content", NO_PHOTOS.values(), ids=NO_PHOTOS.keys())
def test_a_photo_that_is_none(refused: Sender, content: bytes) -> None:
    name = refused.announced(content)
    before = stored(refused.chain.data)
    problem = refused.put(name, content)
    assert (problem.status_code, code_of(problem)) == (422, "photo_unreadable")
    assert stored(refused.chain.data) == before
    assert incoming(refused.chain.data) == frozenset()
    assert refused.received(name) == (0, False)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("make", [vast_png, vast_jpeg])
@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_photo_of_100_megapixels_and_more(
    refused: Sender, make: object, size: tuple[int, int]
) -> None:
    content = make(*size)  # type: ignore[operator]
    name = refused.announced(content)
    before = stored(refused.chain.data)
    problem = refused.put(name, content)
    assert (problem.status_code, code_of(problem)) == (413, "photo_too_large")
    assert "50" in problem.get_json()["detail"]
    assert stored(refused.chain.data) == before
    assert incoming(refused.chain.data) == frozenset()


def test_a_heic_that_claims_100_megapixels(refused: Sender) -> None:
    place = HEIC.index(b"ispe") + 8
    side = (10_000).to_bytes(4, "big")
    content = HEIC[:place] + side + side + HEIC[place + 8 :]
    problem = refused.put(refused.announced(content), content)
    assert code_of(problem) in {"photo_too_large", "photo_unreadable"}
    assert stored(refused.chain.data).files == frozenset()


def test_a_photo_nobody_announced(refused: Sender) -> None:
    photo = jpeg()
    before = stored(refused.chain.data)
    problem = refused.put(sha256_hex(photo), photo)
    assert (problem.status_code, code_of(problem)) == (404, "photo_not_announced")
    assert code_of(refused.client.get(f"/api/v1/media/{sha256_hex(photo)}/upload")) == (
        "photo_not_announced"
    )
    assert stored(refused.chain.data) == before


def test_a_photo_that_another_shopper_announced(refused: Sender) -> None:
    photo = jpeg()
    luz = people.add_shopper(system(refused.chain.clock.now()), "Luz Vega")
    name = refused.announced(photo, by=luz.id)
    before = stored(refused.chain.data)
    assert code_of(refused.put(name, photo)) == "photo_not_announced"
    assert stored(refused.chain.data) == before


@pytest.mark.parametrize("name", ["shelf.jpg", "0" * 63, "A" * 64, "..%2f..%2fsecret", "é" * 64])
def test_a_name_that_is_no_hash(refused: Sender, name: str) -> None:
    problem = refused.put(name, PHOTO)
    assert code_of(problem) in {"photo_not_announced", "not_found"}


def test_content_of_another_hash(refused: Sender) -> None:
    photo = jpeg()
    name = refused.announced(photo)
    before = stored(refused.chain.data)
    problem = refused.put(name, photo[:-1] + b"\0")
    assert (problem.status_code, code_of(problem)) == (400, "digest_wrong")
    assert stored(refused.chain.data) == before
    assert incoming(refused.chain.data) == frozenset()
    assert refused.put(name, photo).status_code == 200


def test_chunks_of_another_hash_begin_anew(refused: Sender) -> None:
    photo = jpeg()
    name, wrong = refused.announced(photo), photo[:500] + b"\0" + photo[501:]
    refused.chunk(name, wrong, 0, 1000)
    assert code_of(refused.chunk(name, wrong, 1000, len(photo))) == "digest_wrong"
    assert refused.received(name) == (0, False)


@pytest.mark.parametrize("told", [12_000_001, 50_000_000])
def test_more_bytes_than_are_taken(refused: Sender, told: int) -> None:
    name = refused.announced(PHOTO)
    before = stored(refused.chain.data)
    problem = refused.put(name, b"x" * told)
    assert (problem.status_code, code_of(problem)) == (413, "body_too_large")
    assert "12000000" in problem.get_json()["detail"]
    problem = refused.put(name, b"x" * 10, {"Content-Range": f"bytes 0-9/{told}"})
    assert code_of(problem) == "body_too_large"
    assert stored(refused.chain.data) == before


@pytest.mark.parametrize(
    "told",
    [
        "bytes */100",
        "bytes 0-9",
        "bytes 5-4/100",
        "bytes 0-8/100",
        "bytes 0-9/9",
        "kilobytes 0-9/100",
        "bytes 0-9/" + "9" * 40,
        "bytes \u0665-\u0666/100",
    ],
)
def test_a_range_that_cannot_be_read(refused: Sender, told: str) -> None:
    name = refused.announced(PHOTO)
    before = stored(refused.chain.data)
    told = told.encode().decode("latin-1")
    problem = refused.put(name, PHOTO[:10], {"Content-Range": told})
    assert (problem.status_code, code_of(problem)) == (400, "header_wrong")
    assert "Content-Range" in problem.get_json()["detail"]
    assert stored(refused.chain.data) == before


def test_whoever_is_no_shopper(refused: Sender) -> None:
    chain, name = refused.chain, refused.announced(PHOTO)
    assert code_of(Sender(chain, chain.app.test_client()).put(name, PHOTO)) == "not_signed_in"
    assert code_of(Sender(chain, chain.client(chain.rosa)).put(name, PHOTO)) == "not_permitted"
    problem = refused.client.put(f"/api/v1/media/{name}", data=PHOTO)
    assert code_of(problem) == "request_not_ours"
