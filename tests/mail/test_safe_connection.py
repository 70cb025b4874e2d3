"""Password and letters travel encrypted, to a server that proves who it is."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.certificates.commands import make_certificates
from server.certificates.queries import Folder
from server.database import write
from server.mail.commands import post
from server.mail.models import Message
from server.people.models import Person
from tests.cast import Chain
from tests.mail.postbox import Postbox, deliver, running, with_mail


@pytest.fixture
def made(tmp_path: Path) -> Folder:
    """A certificate for this machine, and the authority that vouches for it."""
    folder = Folder(tmp_path / "certificates")
    make_certificates(folder, ["127.0.0.1"], datetime.now(UTC))
    return folder


@pytest.fixture
def proof(made: Folder) -> ssl.SSLContext:
    """What the mail server shows of itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.server, made.server_key)
    return context


@pytest.fixture
def trusting(made: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts that authority, as it does those of its own list."""
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))


def send(chain: Chain, box: Postbox, **settings: str) -> str | None:
    """Try to send Ana a link; why it failed."""
    Person.update(email="ana@example.com").where(Person.id == chain.ana.id).execute()
    with write():
        post("people.invited", {"person": str(chain.ana.id)}, chain.clock.now())
    with_mail(chain, box, **settings)
    assert deliver(chain) == 1
    left = Message.get_or_none()
    return left.failure if left else None


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("mode", ["starttls", "tls"])
def test_it_works(chain: Chain, proof: ssl.SSLContext, mode: str) -> None:
    with running(proof, at_once=mode == "tls") as box:
        assert send(chain, box, smtp_tls=mode) is None
        assert len(box.letters) == 1


@pytest.mark.parametrize("mode", ["starttls", "tls"])
def test_a_server_that_nobody_vouches_for_gets_nothing(
    chain: Chain, proof: ssl.SSLContext, mode: str
) -> None:
    with running(proof, at_once=mode == "tls") as box:
        assert send(chain, box, smtp_tls=mode) == "encryption"
        assert box.letters == []


def test_a_server_that_cannot_encrypt_gets_nothing_either(chain: Chain) -> None:
    with running() as box:
        assert send(chain, box, smtp_tls="starttls") == "encryption"
        assert box.letters == []


@pytest.mark.parametrize(("password", "failure"), [("right", None), ("wrong", "sign_in")])
def test_the_server_asks_who_we_are(chain: Chain, password: str, failure: str | None) -> None:
    known = {"kit": b"right"}
    with running(authenticator=lambda name, given: known.get(name) == given) as box:
        assert send(chain, box, smtp_user="kit", smtp_password=password) == failure
        assert len(box.letters) == (failure is None)
