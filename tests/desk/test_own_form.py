"""A form of one's own: uploaded, checked, replaced, published, deleted, all on pages."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_forms import digest, load
from server.history.models import HistoryEntry
from server.programmes.commands import publish_form
from server.programmes.models import FormVersion
from server.spreadsheets import to_xlsx
from tests.cast import Chain
from tests.own_form import MISTAKEN, OWN_FORM, version
from tests.pages import form_on, submit
from tests.xlsform.books import table

PLACE = "/desk/forms/drafts/window-check/1"


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def upload(ana: FlaskClient, content: str | bytes, name: str = "window.yaml") -> TestResponse:
    """Choose a file and press the button."""
    form = form_on(ana.get("/desk/forms/new"))
    sent = content.encode() if isinstance(content, str) else content
    data = form.fields | {"file": (io.BytesIO(sent), name)}
    return ana.post(form.action, data=data, follow_redirects=True)


def words(page: TestResponse) -> str:
    """What stands on a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def acts() -> list[str]:
    """What the history says of forms, in order."""
    entries = HistoryEntry.select().where(HistoryEntry.act.startswith("form."))
    return [entry.act for entry in entries.order_by(HistoryEntry.id)][1:]


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    page = upload(ana, OWN_FORM)
    assert page.request.path == PLACE
    assert "nothing is wrong with it" in page.text
    assert (chain.data / "forms/window-check/1.yaml").read_text() == OWN_FORM
    page = submit(ana, ana.get(f"{PLACE}/publish"))
    assert page.request.path == "/desk/forms"
    assert "The shop window" in page.text
    row = FormVersion.get(FormVersion.form == "window-check")
    assert row.snapshot["title"]["es"] == "El escaparate"
    assert acts() == ["form.draft", "form.publish"]
    assert PLACE not in page.text


def test_each_mistake_is_shown_with_its_place_its_line_and_what_to_do(ana: FlaskClient) -> None:
    page = upload(ana, MISTAKEN)
    assert page.status_code == 422
    said = words(page)
    line = MISTAKEN.splitlines().index("        wieght: 2") + 1
    assert "2 mistakes in window.yaml" in said
    assert f"Line {line}, column 9 `wieght` is not known here; use weight, or delete it." in said
    assert "wieght: 2" in said
    assert "There is no question cleen; use clean." in said
    assert ana.get(PLACE).status_code == 404
    spanish = upload(ana, MISTAKEN).request.path
    page = ana.post(
        f"{spanish}?language=es",
        data=form_on(ana.get(spanish)).fields | {"file": (io.BytesIO(MISTAKEN.encode()), "v.yaml")},
    )
    assert "No existe la pregunta cleen; use clean." in words(page)
    assert acts() == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "form.yaml", "The file holds no form"),
        (OWN_FORM.encode("utf-16"), "form.yaml", "Byte 0xFF is not UTF-8"),
        (b"PK\x03\x04", "form.xlsm", "Another kind"),
        (b"\x89PNG\r\n\x1a\n", "form.yaml", "not UTF-8"),
        (b"module: welcome\nversion: 1\n", "form.yaml", "welcome@1"),
        (b"a" * 300_001, "form.yaml", "at most 300 KB"),
        (b"form: [", "form.yaml", "This is not YAML"),
        (b"form: \0", "form.yaml", "is not allowed in YAML"),
    ],
    ids=["empty", "utf16", "another", "picture", "module", "large", "broken", "nul"],
)
def test_what_is_no_form_is_told_so(
    ana: FlaskClient, content: bytes, name: str, sentence: str
) -> None:
    page = upload(ana, content, name)
    assert page.status_code in {413, 422}
    wanted = "A form is a YAML file (.yaml) or" if sentence == "Another kind" else sentence
    assert wanted in words(page)
    assert "Nothing was kept." in words(page)


def test_no_file_at_all(ana: FlaskClient) -> None:
    page = submit(ana, ana.get("/desk/forms/new"))
    assert "Choose the file of the form" in words(page)


def test_a_mark_at_the_start_of_the_file_does_no_harm(ana: FlaskClient) -> None:
    assert "nothing is wrong" in upload(ana, b"\xef\xbb\xbf" + OWN_FORM.encode()).text


def test_a_draft_is_replaced_only_by_who_says_so(chain: Chain, ana: FlaskClient) -> None:
    file = chain.data / "forms/window-check/1.yaml"
    upload(ana, OWN_FORM)
    other = OWN_FORM.replace("weight: 2", "weight: 3")
    page = upload(ana, other)
    assert page.status_code == 409
    assert "Replace the draft?" in page.text
    assert "How often it counts: 2 → 3" in words(page)
    assert file.read_text() == OWN_FORM
    assert "nothing is wrong" in submit(ana, page, "/desk/forms/new").text
    assert file.read_text() == other
    assert acts() == ["form.draft", "form.redraft"]


def workbook(tip: str) -> bytes:
    """A small form as a spreadsheet, of which something is carried in another way."""
    survey = table(
        "type|name|label::English (en)|hint|required",
        ["note", "n", "Stand still."],
        ["integer", "queue", "How many wait?", tip, "yes"],
    )
    settings = table("form_title|form_id|version", ["The queue", "queue", 1])
    return to_xlsx({"survey": survey, "settings": settings})


def test_a_spreadsheet_sent_again_says_what_it_says_in_another_way(ana: FlaskClient) -> None:
    said = "What the spreadsheet says in another way here"
    notice = "survey!A2 (type) This note is shown as part of the tip"
    first = words(upload(ana, workbook("Count."), "queue.xlsx"))
    assert said in first
    assert notice in first
    page = upload(ana, workbook("Count them."), "queue.xlsx")
    assert page.status_code == 409
    asked = words(page)
    assert notice in asked
    assert asked.index(said) < asked.index("Replace the draft Keep the old one")
    assert said not in words(upload(ana, OWN_FORM.replace("window-check", "queue")))


def test_the_same_file_again_asks_nothing(ana: FlaskClient) -> None:
    for _ in range(2):
        assert upload(ana, OWN_FORM).request.path == PLACE
    assert acts() == ["form.draft"]


def test_a_confirmation_holds_for_what_was_seen_only(chain: Chain, ana: FlaskClient) -> None:
    """Somebody else replaces the draft while the question stands on the screen."""
    upload(ana, OWN_FORM)
    asked = upload(ana, OWN_FORM.replace("weight: 2", "weight: 3"))
    colleague = OWN_FORM.replace("weight: 2", "weight: 4")
    submit(ana, upload(ana, colleague), "/desk/forms/new")
    again = submit(ana, asked, "/desk/forms/new")
    assert again.status_code == 409
    assert (chain.data / "forms/window-check/1.yaml").read_text() == colleague


def test_a_published_version_cannot_be_uploaded_again(ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    submit(ana, ana.get(f"{PLACE}/publish"))
    page = upload(ana, OWN_FORM.replace("weight: 2", "weight: 3"))
    assert page.status_code == 409
    assert "Version 1 of window-check was published with other content." in words(page)
    shipped = upload(ana, OWN_FORM.replace("form: window-check", "form: five-qualities"))
    assert "Version 1 of five-qualities was published with other content." in words(shipped)


def test_the_next_version_says_what_changes(ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    submit(ana, ana.get(f"{PLACE}/publish"))
    newer = version(2).replace("weight: 2", "weight: 3").replace("Was the glass", "Was all glass")
    upload(ana, newer)
    page = ana.get("/desk/forms/drafts/window-check/2/publish")
    said = words(page)
    assert "What changes against version 1" in said
    assert "Wording (English): “Was the glass clean?” → “Was all glass clean?”" in said
    assert "How often it counts: 2 → 3" in said
    assert "Quality: Respect With care, once both are scored by one rule" in said
    assert "Publish version 2?" in said
    submit(ana, page)
    versions = FormVersion.select().where(FormVersion.form == "window-check")
    assert sorted(row.version for row in versions) == [1, 2]


def test_a_question_of_another_kind_needs_an_id_of_its_own(ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    submit(ana, ana.get(f"{PLACE}/publish"))
    other = version(2).replace("kind: money", "kind: number")
    assert "paid was of kind money in version 1" in words(upload(ana, other))


def test_what_was_looked_at_is_what_is_published(chain: Chain, ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    asked = ana.get(f"{PLACE}/publish")
    (chain.data / "forms/window-check/1.yaml").write_text(
        OWN_FORM.replace("weight: 2", "weight: 9")
    )
    page = submit(ana, asked)
    assert page.status_code == 409
    assert FormVersion.select().where(FormVersion.form == "window-check").count() == 0


def test_an_old_version_says_that_it_would_not_be_used(ana: FlaskClient) -> None:
    upload(ana, version(5))
    submit(ana, ana.get("/desk/forms/drafts/window-check/5/publish"))
    upload(ana, OWN_FORM)
    assert "Version 5 is published already." in words(ana.get(f"{PLACE}/publish"))


def test_a_draft_is_downloaded_as_it_was_written(ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    sent = ana.get("/desk/forms/window-check/1.yaml")
    assert sent.data == OWN_FORM.encode()
    assert sent.headers["Content-Disposition"] == 'attachment; filename="window-check-1.yaml"'
    assert ana.get("/desk/forms/five-qualities/1.yaml").text.count("form: five-qualities") == 1


def test_a_form_published_from_elsewhere_is_downloaded_as_well(
    chain: Chain, ana: FlaskClient
) -> None:
    """Its file was never here: the snapshot is written out, to be edited and uploaded again."""
    form = load(OWN_FORM)
    publish_form(chain.actor(chain.ana), chain.programme, form)
    preview = ana.get("/desk/forms/window-check/1/preview")
    assert "/desk/forms/window-check/1.yaml" in preview.text
    sent = ana.get("/desk/forms/window-check/1.yaml")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="window-check-1.yaml"'
    assert digest(load(sent.text)) == digest(form)
    newer = sent.text.replace("version: 1\n", "version: 2\n", 1)
    assert upload(ana, newer).request.path == "/desk/forms/drafts/window-check/2"
    assert ana.get("/desk/forms/window-check/3.yaml").status_code == 404


def test_a_draft_with_mistakes_is_downloaded_from_its_page(chain: Chain, ana: FlaskClient) -> None:
    place: Path = chain.data / "forms/window-check"
    place.mkdir(parents=True)
    (place / "1.yaml").write_text(MISTAKEN)
    address = "/desk/forms/window-check/1.yaml?draft=yes"
    assert address in ana.get(PLACE).text
    assert ana.get(address).text == MISTAKEN


def test_a_draft_is_deleted_by_who_confirms_it(chain: Chain, ana: FlaskClient) -> None:
    upload(ana, OWN_FORM)
    page = ana.get(f"{PLACE}/discard")
    assert (chain.data / "forms/window-check/1.yaml").exists()
    assert submit(ana, page).request.path == "/desk/forms"
    assert not (chain.data / "forms/window-check/1.yaml").exists()
    assert ana.get(PLACE).status_code == 404
    assert submit(ana, page).status_code == 404
    assert acts() == ["form.draft", "form.discard"]


def test_a_file_put_there_by_hand_is_listed_with_its_mistakes(
    chain: Chain, ana: FlaskClient
) -> None:
    place: Path = chain.data / "forms/window-check"
    place.mkdir(parents=True)
    (place / "1.yaml").write_text(MISTAKEN)
    assert "2 mistakes" in ana.get("/desk/forms").text
    assert "use weight, or delete it" in ana.get(PLACE).text
    assert ana.get(f"{PLACE}/publish").status_code == 422


def test_a_name_that_no_table_holds_is_refused_in_words(ana: FlaskClient) -> None:
    long = OWN_FORM.replace("form: window-check", "form: " + "w" * 61)
    assert "to at most 60 characters" in words(upload(ana, long))
    parts = OWN_FORM.replace("id: visit", "id: " + "v" * 41).replace(
        "part: visit", "part: " + "v" * 41
    )
    assert "to at most 40 characters" in words(upload(ana, parts))


def test_the_list_leads_to_the_visits_on_a_version(chain: Chain, ana: FlaskClient) -> None:
    chain.plan()
    address = "/desk/visits?form=five-qualities&version=1"
    assert address.replace("&", "&amp;") in ana.get("/desk/forms").text
    assert "Only on five-qualities version 1." in ana.get(address).text
    assert ana.get("/desk/visits?form=five-qualities&version=7").status_code == 404
    assert ana.get("/desk/visits?form=%00&version=1").status_code == 404


def test_a_later_version_that_ships_says_what_changes_as_well(ana: FlaskClient) -> None:
    address = "/desk/forms/five-qualities/2/publish"
    assert address in ana.get("/desk/forms").text
    page = ana.get(address)
    assert "What changes against version 1" in words(page)
    assert submit(ana, page, "/desk/forms").status_code == 200
    versions = FormVersion.select().where(FormVersion.form == "five-qualities")
    assert sorted(row.version for row in versions) == [1, 2]
    assert ana.get("/desk/forms/five-qualities/99/publish").status_code == 404
