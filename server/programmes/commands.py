"""Making a programme and publishing form versions to it."""

from __future__ import annotations

from audit_forms import Form, compile_form, digest
from server.database import write
from server.history.commands import record
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.programmes.models import FormVersion, Programme


def add_programme(actor: Actor, name: str, languages: tuple[str, ...] = ("en", "es")) -> Programme:
    """Add a programme."""
    with write():
        programme = Programme.create(name=name, languages=list(languages), created_at=actor.at)
        record(actor, "programme.add", "programme", programme.id)
    return programme


def change_programme(
    actor: Actor, programme: Programme, name: str, languages: tuple[str, ...]
) -> None:
    """Give a programme another name or other languages."""
    with write():
        Programme.update(name=name, languages=list(languages)).where(
            Programme.id == programme.id
        ).execute()
        record(actor, "programme.change", "programme", programme.id, languages=list(languages))


def publish_form(actor: Actor, programme: Programme, form: Form) -> FormVersion:
    """Publish a form's version; publishing the same content again changes nothing.

    Raises form_already_published when that version was published with other content.
    """
    content = digest(form)
    with write():
        there = FormVersion.get_or_none(
            (FormVersion.programme == programme)
            & (FormVersion.form == form.id)
            & (FormVersion.version == form.version)
        )
        if there is None:
            return _insert(actor, programme, form, content)
    if there.digest != content:
        raise Problem("form_already_published", form=form.id, version=form.version)
    return there


def _insert(actor: Actor, programme: Programme, form: Form, content: str) -> FormVersion:
    row = FormVersion.create(
        programme=programme,
        form=form.id,
        version=form.version,
        digest=content,
        snapshot=compile_form(form),
        published_at=actor.at,
    )
    record(actor, "form.publish", "form_version", row.id, form=form.id, version=form.version)
    return row
