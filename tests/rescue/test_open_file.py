"""A rescue file opens with its passphrase, and says what is wrong with it when it does not."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.kernel.problems import Problem
from server.rescue import rules
from server.rescue.rules import open_file
from tests.architecture.house import ROOT
from tests.rescue.files import PASSPHRASE, sealed

RECORD = {"text": '{"kit":"record"}', "signature": "AAAA"}

_PACKS = """
import { pack } from "%s";
const curve = { name: "ECDSA", namedCurve: "P-256" };
const keys = await crypto.subtle.generateKey(curve, false, ["sign"]);
const drafts = [{ submission: "r1", state: "draft", note: "ñandú \\ud800",
  photos: [{ sha256: "aa" }, { sha256: "bb" }] }];
const bytes = Uint8Array.from({ length: 900000 }, (_, at) => (at * 7) %% 251).buffer;
const photos = [
  { submission: "r1", sha256: "aa", bytes: null, thumb: bytes.slice(0, 5) },
  { submission: "r1", sha256: "bb", bytes, thumb: null },
];
const held = { shopper: "s1", device: "d1", savedAt: "now", clock: null, drafts, photos };
const file = await pack(held, "camión azul", keys.privateKey, () => {});
process.stdout.write(await file.text());
"""


def code_of(content: bytes, passphrase: str = PASSPHRASE) -> str:
    """Why a file does not open."""
    with pytest.raises(Problem) as refused:
        open_file(content, passphrase)
    return refused.value.code


def test_it_works() -> None:
    held = open_file(sealed([RECORD], [b"one", b"two!"], named=["aa", "bb"]), PASSPHRASE)
    assert [record.text for record in held.records] == [RECORD["text"]]
    assert held.photos == {"aa": b"one", "bb": b"two!"}


def test_what_the_phone_packs_opens_here(node: str, tmp_path: Path) -> None:
    module = ROOT / "server/phone/static/app/lib/rescue.js"
    (tmp_path / "pack.mjs").write_text(_PACKS % module.as_uri(), encoding="utf-8")
    done = subprocess.run([node, tmp_path / "pack.mjs"], check=True, capture_output=True)
    # Another keyboard writes the accent as a letter of its own.
    held = open_file(done.stdout, "camio\u0301n azul")
    assert json.loads(held.records[0].message)["draft"]["submission"] == "r1"
    assert len(held.records[0].signature) == 64
    assert held.photos == {"bb": bytes(at * 7 % 251 for at in range(900_000))}


def test_another_passphrase_is_told_from_damage() -> None:
    content = sealed([RECORD])
    assert code_of(content, "caminito de la Escuela") == "rescue_passphrase"
    assert code_of(content, "") == "rescue_passphrase"


def test_a_file_that_was_cut_is_damaged() -> None:
    content = sealed([RECORD])
    for length in (60, 200, len(content) - 30, len(content) - 1):
        assert code_of(content[:length]) == "rescue_damaged"


@pytest.mark.parametrize("name", ["iv", "sum", "sealed"])
def test_one_flipped_bit_is_damage(name: str) -> None:
    outer = json.loads(sealed([RECORD]))
    first = "B" if outer[name][0] == "A" else "A"
    outer[name] = first + outer[name][1:]
    assert code_of(json.dumps(outer, separators=(",", ":")).encode()) == "rescue_damaged"


def test_another_salt_is_damage() -> None:
    outer = json.loads(sealed([RECORD]))
    outer["kdf"]["salt"] = json.loads(sealed([RECORD], passphrase="another"))["kdf"]["salt"]
    assert code_of(json.dumps(outer, separators=(",", ":")).encode()) == "rescue_damaged"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xd8\xff", b'{"kit":"notes","version":1}'])
def test_another_file_is_said_to_be_one(content: bytes) -> None:
    assert code_of(content) == "rescue_not_ours"


def test_a_file_of_a_newer_app_is_said_to_be_one() -> None:
    content = sealed([RECORD]).replace(b'"version":1', b'"version":2', 1)
    assert code_of(content) == "rescue_version"


@pytest.mark.parametrize("inside", [b"", b"\0\0\0\x04null", b"\0\0\0\x02{}", b"\xff\xff\xff\xff"])
def test_nonsense_under_a_right_passphrase_is_damage(inside: bytes) -> None:
    content = sealed([RECORD])
    assert code_of(_with_inside(content, inside)) == "rescue_damaged"


def _with_inside(content: bytes, inside: bytes) -> bytes:
    outer = json.loads(content)
    key = rules.key_of(PASSPHRASE, b64decode(outer["kdf"]["salt"]))
    closed = AESGCM(key).encrypt(b64decode(outer["iv"]), inside, rules.BOUND)
    outer |= {"sum": rules.sum_of(outer, closed), "sealed": b64encode(closed).decode()}
    return json.dumps(outer, separators=(",", ":")).encode()
