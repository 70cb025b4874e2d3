"""An announced photo arrives whole or in chunks, and is kept exactly as it was sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from server.database import disconnect, write
from server.kernel.ids import sha256_hex
from server.media.models import Media, Upload
from server.media.queries import original
from tests.media.pictures import HEIC, jpeg, png, with_exif
from tests.media.sending import Sender
from tests.stored import incoming, stored
from tests.submissions.phone import code_of

PHOTO = jpeg(quality=95)


def test_it_works(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sent = sender.put(name, PHOTO)
    assert sent.status_code == 200
    whole = {"sha256": name, "size": len(PHOTO), "received": len(PHOTO), "complete": True}
    assert sent.get_json() == whole
    assert original(name) == (PHOTO, "image/jpeg")
    row = Media.get_by_id(name)
    assert (row.size, row.width, row.height) == (len(PHOTO), 800, 600)
    assert incoming(sender.chain.data) == frozenset()


def test_every_kind_that_phones_take(sender: Sender) -> None:
    kinds = {HEIC: "image/heic", png(): "image/png", with_exif(6): "image/jpeg"}
    for content, kind in kinds.items():
        name = sender.announced(content)
        assert sender.put(name, content).status_code == 200
        assert original(name) == (content, kind)
    assert (Media.get_by_id(sha256_hex(HEIC)).width, Media.get_by_id(sha256_hex(HEIC)).height) == (
        64,
        48,
    )


def test_chunks_one_after_the_other(sender: Sender) -> None:
    name, half = sender.announced(PHOTO), len(PHOTO) // 2
    first = sender.chunk(name, PHOTO, 0, half)
    assert (first.status_code, first.get_json()["received"]) == (202, half)
    assert sender.received(name) == (half, False)
    assert stored(sender.chain.data).files == frozenset()
    second = sender.chunk(name, PHOTO, half, len(PHOTO))
    assert (second.status_code, second.get_json()["complete"]) == (200, True)
    assert sender.received(name) == (len(PHOTO), True)
    assert original(name)[0] == PHOTO
    assert Upload.select().count() == 0


def test_a_chunk_from_elsewhere_is_told_where_to_go_on(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sender.chunk(name, PHOTO, 0, 1000)
    for first, after in ((0, 1000), (2000, 3000), (999, len(PHOTO))):
        problem = sender.chunk(name, PHOTO, first, after)
        assert (problem.status_code, code_of(problem)) == (409, "upload_offset")
        assert problem.get_json()["received"] == 1000
        assert "1000" in problem.get_json()["detail"]
    assert sender.chunk(name, PHOTO, 1000, len(PHOTO)).status_code == 200


def test_the_whole_photo_instead_of_the_rest_is_told_so_too(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sender.chunk(name, PHOTO, 0, 1000)
    problem = sender.put(name, PHOTO)
    assert (code_of(problem), problem.get_json()["received"]) == ("upload_offset", 1000)


def test_another_length_begins_anew(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sender.chunk(name, PHOTO + b"more", 0, 1000)
    assert sender.put(name, PHOTO).status_code == 200
    assert original(name)[0] == PHOTO


def test_a_photo_that_is_here_is_not_taken_twice(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sender.put(name, PHOTO)
    before = stored(sender.chain.data)
    assert sender.put(name, PHOTO).status_code == 200
    assert sender.chunk(name, PHOTO, 0, 10).get_json()["complete"]
    assert stored(sender.chain.data) == before


def test_an_upload_whose_file_was_lost_begins_anew(sender: Sender) -> None:
    name = sender.announced(PHOTO)
    sender.chunk(name, PHOTO, 0, 1000)
    (left,) = incoming(sender.chain.data)
    (sender.chain.data / "media" / "incoming" / left).unlink()
    problem = sender.chunk(name, PHOTO, 1000, len(PHOTO))
    assert (code_of(problem), problem.get_json()["received"]) == ("upload_offset", 0)
    assert sender.put(name, PHOTO).status_code == 200


def all_but_finished(sender: Sender) -> tuple[str, Path]:
    """A photo whose last byte came just before the server was stopped; its hash and its file."""
    name, most = sender.announced(PHOTO), len(PHOTO) - 1
    sender.chunk(name, PHOTO, 0, most)
    (left,) = incoming(sender.chain.data)
    place = sender.chain.data / "media" / "incoming" / left
    place.write_bytes(PHOTO)
    with write():
        Upload.update(received=len(PHOTO)).execute()
    return name, place


@pytest.mark.parametrize("first", [0, len(PHOTO) - 1])
def test_all_had_come_when_the_server_was_stopped(sender: Sender, first: int) -> None:
    name, _place = all_but_finished(sender)
    assert sender.received(name) == (len(PHOTO), False)
    assert sender.chunk(name, PHOTO, first, len(PHOTO)).get_json()["complete"]
    assert original(name)[0] == PHOTO


def test_all_had_come_and_the_file_is_gone(sender: Sender) -> None:
    name, place = all_but_finished(sender)
    place.unlink()
    problem = sender.chunk(name, PHOTO, len(PHOTO) - 1, len(PHOTO))
    assert (code_of(problem), problem.get_json()["received"]) == ("upload_offset", 0)
    assert sender.put(name, PHOTO).status_code == 200


def test_two_tabs_send_the_same_photo_whole(sender: Sender) -> None:
    name, start = sender.announced(PHOTO), Barrier(4)
    tabs = [Sender(sender.chain, sender.chain.client(sender.chain.sol)) for _ in range(4)]

    def send(tab: Sender) -> int:
        start.wait()
        sent = tab.put(name, PHOTO)
        disconnect()
        return sent.status_code

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(send, tabs)) == [200] * 4
    assert original(name)[0] == PHOTO
    assert Media.select().count() == 1
    assert incoming(sender.chain.data) == frozenset()


def test_two_tabs_send_chunks_of_different_sizes(sender: Sender) -> None:
    name, start = sender.announced(PHOTO), Barrier(2)

    def send(step: int) -> None:
        tab = Sender(sender.chain, sender.chain.client(sender.chain.sol))
        start.wait()
        at, whole = 0, False
        while not whole:
            sent = tab.chunk(name, PHOTO, at, min(at + step, len(PHOTO)))
            assert sent.status_code in {200, 202, 409}, sent.text
            whole = sent.get_json().get("complete", False)
            at = sent.get_json()["received"]
        disconnect()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(send, (30_000, 47_000)))
    assert original(name)[0] == PHOTO


def test_two_shoppers_send_the_same_photo(sender: Sender) -> None:
    """A photo of a price list may be byte for byte the same; neither can stop the other."""
    chain = sender.chain
    name = sender.announced(PHOTO)
    sender.chunk(name, PHOTO, 0, 1000)
    from_elsewhere = sender.announced(PHOTO, by=chain.sol.id)
    assert from_elsewhere == name
    assert sender.chunk(name, PHOTO, 1000, len(PHOTO)).status_code == 200
