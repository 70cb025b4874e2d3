"""`audit-kit link`: nobody is locked out."""

from pathlib import Path

from tests.cli.browsing import Visitor
from tests.cli.started import Running, audit_kit


def test_it_works(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        Visitor().sign_in(server.links[0], name="Amparo Quiroz")
        done = audit_kit("link", "Amparo Quiroz", "--data", tmp_path, "--base", server.url)
        assert done.returncode == 0
        link = done.stdout.splitlines()[-1]
        assert Visitor().sign_in(link).startswith(server.url)
        server.end()


def test_without_an_administrator_it_makes_the_first_one(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        done = audit_kit("link", "--data", tmp_path, "--base", server.url)
        link = done.stdout.splitlines()[-1]
        Visitor().sign_in(link, name="Amparo Quiroz")
        server.end()
    only = audit_kit("link", "--data", tmp_path)
    assert only.stdout.startswith("For Amparo Quiroz")


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with Running("serve", "--data", tmp_path) as server:
        Visitor().sign_in(server.links[0], name="Amparo Quiroz")
        server.end()
    refused = audit_kit("link", "Somebody", "--data", tmp_path)
    assert refused.returncode == 1
    assert "Amparo Quiroz" in refused.stderr
