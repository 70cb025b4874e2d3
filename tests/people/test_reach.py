"""Whether a sign-in link can be opened by anybody else."""

from __future__ import annotations

import pytest

from server.people.rules.reach import opens_only_here


@pytest.mark.parametrize(
    ("address", "only_here"),
    [
        ("http://127.0.0.1:8000/in/x", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000/", True),
        ("http://192.168.1.20:8000/in/x", False),
        ("https://kit.example/in/x", False),
        ("https://localhost.example", False),
    ],
)
def test_it_works(address: str, only_here: bool) -> None:
    assert opens_only_here(address) is only_here
