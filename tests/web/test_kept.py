"""A sign-in that ends while a form is being sent loses nothing of what was entered."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.kernel.actor import system
from server.people import commands
from server.stores.models import Region
from tests.cast import Chain
from tests.pages import Form, form_on

PAGE = "/desk/stores/regions"
WORDS = 'Norte "<b>" y\nmás'
OURS = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}


def send(client: FlaskClient, form: Form, **headers: str) -> TestResponse:
    """Send a form as a browser does that says where it comes from."""
    return client.post(form.action, data=form.fields, headers=OURS | headers)


def filled(client: FlaskClient) -> Form:
    """The form of a new region, as it was opened before the sign-in ended."""
    form = form_on(client.get(PAGE))
    form.fields["name"] = [WORDS]
    return form


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    form = filled(ana)
    commands.shut_out(system(chain.clock.now()), person=chain.ana.id)
    refused = send(ana, form)
    assert refused.status_code == 401
    assert "Nothing is lost" in refused.text
    assert "Your sign-in has ended" in refused.text
    # Signed in anew in another tab, back in this one.
    token = commands.issue_link(system(chain.clock.now()), timedelta(hours=1), chain.ana.id)
    assert ana.post(f"/in/{token}", headers={"X-Kit": "1"}).status_code == 303
    asked = send(ana, form_on(refused, PAGE))
    assert (asked.status_code, "signed in as Ana Torres" in asked.text) == (403, True)
    kept = form_on(asked, PAGE).fields
    assert kept == form.fields | {"csrf": kept["csrf"]}
    assert send(ana, form_on(asked, PAGE)).status_code == 303
    assert Region.select().where(Region.name == WORDS).exists()


def test_a_page_that_was_open_for_too_long_keeps_it_too(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    form = filled(ana)
    form.fields["csrf"] = ["old"]
    asked = send(ana, form)
    assert asked.status_code == 403
    assert send(ana, form_on(asked, PAGE)).status_code == 303


def test_what_another_site_sends_is_not_put_before_anybody(chain: Chain) -> None:
    ana, stranger = chain.client(chain.ana), chain.app.test_client()
    form = filled(ana)
    form.fields["csrf"] = ["guessed"]
    for client in (ana, stranger):
        for site in ("cross-site", "same-site", "none", ""):
            refused = send(client, form, **{"Sec-Fetch-Site": site})
            assert refused.status_code in {401, 403}
            assert "Nothing is lost" not in refused.text
            assert "Norte" not in refused.text
    assert not Region.select().where(Region.name.contains("Norte")).exists()


def test_what_is_refused_for_another_reason_is_not_sent_again(chain: Chain) -> None:
    form = filled(chain.client(chain.ana))
    refused = send(chain.client(chain.mateo), form)
    assert refused.status_code == 403
    assert "Nothing is lost" not in refused.text


def test_a_file_cannot_be_kept(chain: Chain) -> None:
    stranger = chain.app.test_client()
    refused = stranger.post(
        "/desk/forms/new", data={"x": "1"}, headers=OURS, content_type="multipart/form-data"
    )
    assert refused.status_code == 401
    assert "Nothing is lost" not in refused.text


def test_a_program_gets_no_page(chain: Chain) -> None:
    refused = chain.app.test_client().post(
        PAGE, data={"name": "X"}, headers=OURS | {"Accept": "application/json"}
    )
    assert (refused.status_code, refused.json["code"]) == (401, "not_signed_in")
