"""Pages as a browser without script sees them: what their forms would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


@dataclass
class Form:
    """One form of a page: where it goes, and what stands in it."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[Form]()
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.address
            self.forms.append(Form(action, given.get("method", "get")))
        elif self.forms and "name" in given:
            self.forms[-1].names.add(given["name"])
        if tag == "form":
            return
        if self.forms and tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            present = self.forms[-1].fields.setdefault(self._select, [])
            if not present or "selected" in given:
                present[:] = [given.get("value", "")]
        elif tag == "textarea":
            self._area = given.get("name", "")
            self.forms[-1].fields[self._area] = [""]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area][0] += data.lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def _input(self, given: dict[str, Any]) -> None:
        ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if ticked and "name" in given:
            self.forms[-1].fields.setdefault(given["name"], []).append(given.get("value", ""))


def form_on(page: TestResponse, action: str | None = None) -> Form:
    """The form of a page that goes to `action`, by default to the page itself."""
    address = page.request.full_path.rstrip("?")
    reader = _Reader(address)
    reader.feed(page.text)
    found = [each for each in reader.forms if each.action == (action or address)]
    assert found, f"no form goes to {action or address} on {page.request.path}"
    return found[0]


def submit(
    client: FlaskClient, page: TestResponse, action: str | None = None, **entered: Any
) -> TestResponse:
    """Fill a form of the page in and send it, as a browser would; redirects are followed."""
    form = form_on(page, action)
    unknown = set(entered) - form.names
    assert not unknown, f"the form has no {unknown}"
    return client.post(form.action, data=form.fields | entered, follow_redirects=True)
