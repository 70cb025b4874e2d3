"""What one may see and do: everybody reads their own row, an administrator the whole table."""

from __future__ import annotations

import html

from click.testing import CliRunner

from server.cli import main
from server.rights import RIGHTS
from tests.cast import Chain


def test_it_works(chain: Chain) -> None:
    page = html.unescape(chain.client(chain.mateo).get("/rights/").text)
    assert "Read published scorecards" in page
    assert "the stores that you manage" in page
    for right in RIGHTS:
        held = "store_manager" in right.scopes
        assert (right.words in page) is held, right.action


def test_a_shopper_reads_theirs_in_their_language(chain: Chain) -> None:
    page = html.unescape(chain.client(chain.sol).get("/rights/").text)
    assert "Recibir visitas" in page
    assert "lo suyo" in page
    assert "Comprador" in page


def test_the_whole_table_is_the_administrator_s(chain: Chain) -> None:
    page = html.unescape(chain.client(chain.ana).get("/rights/all").text)
    assert all(right.words in page for right in RIGHTS)
    assert chain.client(chain.rosa).get("/rights/all").status_code == 403


def test_the_whole_table_as_json(chain: Chain) -> None:
    told = chain.client(chain.ana).get("/api/v1/rights").get_json()
    assert {each["action"]: each["scopes"] for each in told} == {
        right.action: {str(role): str(scope) for role, scope in right.scopes.items()}
        for right in RIGHTS
    }
    spanish = chain.client(chain.ana).get("/api/v1/rights?language=es").get_json()
    assert "Ver qué se permite a cada función" in {each["words"] for each in spanish}
    assert chain.client(chain.rosa).get("/api/v1/rights").status_code == 403


def test_the_whole_table_in_a_terminal() -> None:
    told = CliRunner().invoke(main, ["rights"]).output
    assert all(right.words in told for right in RIGHTS)
    assert "Look up the name behind a code" in told
    assert "  administrator (programme)\n" in told


def test_it_is_found_from_one_s_devices(chain: Chain) -> None:
    assert '"/rights/"' in chain.client(chain.regina).get("/devices").text
