"""Lists as people keep them, and how they are sent to the desk."""

from __future__ import annotations

import html
import io
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages import form_on

HEADER = "Código;Nombre;Región;Dirección;Zona horaria;Teléfono"


def choose(
    ana: FlaskClient, content: str | bytes, kind: str = "stores", name: str = "list.csv"
) -> TestResponse:
    """Choose a file and press the button: the preview."""
    form = form_on(ana.get(f"/desk/{kind}/import"))
    sent = content.encode() if isinstance(content, str) else content
    return ana.post(form.action, data=form.fields | {"file": (io.BytesIO(sent), name)})


def confirm(ana: FlaskClient, preview: TestResponse, kind: str = "stores") -> TestResponse:
    """Press the button of the preview; the redirect is followed."""
    form = form_on(preview, f"/desk/{kind}/import/confirm")
    return ana.post(form.action, data=form.fields, follow_redirects=True)


def said(page: TestResponse) -> str:
    """A page's words, without its tags."""
    words = re.sub(r"<[^>]+>", " ", html.unescape(page.text))
    return " ".join(words.split())
