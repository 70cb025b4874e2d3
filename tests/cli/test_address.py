"""Where the product listens and how that is said."""

import socket

import click
import pytest

from server.cli.address import Address


def test_it_works() -> None:
    assert Address("127.0.0.1", 8000).url() == "http://127.0.0.1:8000"
    assert not Address("127.0.0.1", 8000).reaches_further


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("localhost", "http://localhost:80"),
        ("::1", "http://[::1]:8000"),
        ("192.168.4.20", "http://192.168.4.20:8000"),
    ],
)
def test_a_host_is_written_as_browsers_take_it(host: str, url: str) -> None:
    port = int(url.rpartition(":")[2])
    assert Address(host, port).url() == url.removesuffix(":80")


def test_any_address_becomes_one_that_a_phone_can_open() -> None:
    address = Address("0.0.0.0", 8000)
    assert address.reaches_further
    assert "0.0.0.0" not in address.url()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_loopback_reaches_no_other_machine(host: str) -> None:
    assert not Address(host, 8000).reaches_further


def test_a_port_that_another_shares_out_is_in_use_too() -> None:
    """The server shares its port among processes of its own, but not with a second server."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(click.ClickException, match="in use"):
            Address("127.0.0.1", other.getsockname()[1]).check()


def test_a_host_that_is_not_ours_is_named() -> None:
    with pytest.raises(click.ClickException, match=r"192\.0\.2\.7 is no address of this machine"):
        Address("192.0.2.7", 8000).check()
