"""What one shopper wrote is never taken from the hands of another who uses the same phone."""

from __future__ import annotations

from server.kernel.actor import system
from server.kernel.ids import sha256_hex
from server.people import commands as people
from tests.stored import stored
from tests.submissions.phone import OURS, Phone, code_of


def test_it_works(phone: Phone) -> None:
    chain = phone.chain
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega", "en")
    written_by = {"Kit-Shopper": str(chain.sol.id)}
    hers = Phone(chain, chain.client(luz), phone.visit)
    before = stored(chain.data)
    problem = hers.put(hers.body(), headers=written_by)
    assert (problem.status_code, code_of(problem)) == (401, "other_shopper")
    assert stored(chain.data) == before
    assert phone.put(phone.body(), headers=written_by).status_code == 201


def test_a_photo_waits_for_its_own_shopper_too(phone: Phone) -> None:
    chain = phone.chain
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega", "en")
    address = f"/api/v1/media/{sha256_hex(b'a photo')}"
    headers = OURS | {"Kit-Shopper": str(chain.sol.id)}
    problem = chain.client(luz).put(address, data=b"a photo", headers=headers)
    assert (problem.status_code, code_of(problem)) == (401, "other_shopper")


def test_a_report_waits_while_somebody_of_the_staff_is_signed_in(phone: Phone) -> None:
    chain = phone.chain
    desk = Phone(chain, chain.client(chain.rosa), phone.visit)
    problem = desk.put(desk.body(), headers={"Kit-Shopper": str(chain.sol.id)})
    assert (problem.status_code, code_of(problem)) == (401, "other_shopper")


def test_nobody_signed_in_is_told_to_sign_in(phone: Phone) -> None:
    chain = phone.chain
    stranger = Phone(chain, chain.app.test_client(), phone.visit)
    problem = stranger.put(stranger.body(), headers={"Kit-Shopper": str(chain.sol.id)})
    assert code_of(problem) == "not_signed_in"
