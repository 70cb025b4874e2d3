"""Every setting of the product, read once from the environment when a command starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

_CHOICES = {"smtp_tls": ("starttls", "tls", "none")}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose. Each field is documented in README.md under its name.

    Environment variables are `AUDIT_KIT_` and the field's name in capitals, except
    `DATABASE_URL`, which keeps the name that hosting services give it.
    """

    data: Path = Path("audit-kit-data")
    database_url: str = ""
    public_url: str = ""
    proxies: int = 0
    link_hours: int = 72
    email_link_minutes: int = 30
    code_minutes: int = 60
    session_days: int = 90
    staff_session_hours: int = 12
    administrator_session_hours: int = 8
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_tls: str = "starttls"
    mail_sender: str = ""
    report_max_bytes: int = 1_000_000
    photo_max_bytes: int = 12_000_000
    photo_max_megapixels: int = 50
    worker: bool = True
    threads: int = 16

    @property
    def database(self) -> str:
        """The address of the database: `database_url`, or a SQLite file in the data directory."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'audit-kit.db'}"

    @property
    def media(self) -> Path:
        """Where photos and stored PDFs lie, by content."""
        return self.data / "media"

    @property
    def forms(self) -> Path:
        """Where drafts of the installation's own forms lie, as `<form>/<version>.yaml`."""
        return self.data / "forms"

    @property
    def lacking_for_mail(self) -> tuple[str, ...]:
        """The variables without which no e-mail is sent, and that are not set.

        The address of the server among them: whoever asks for a link could name another one.
        """
        needed = ("smtp_host", "mail_sender", "public_url")
        return tuple(environment_name(name) for name in needed if not getattr(self, name))

    @property
    def sends_mail(self) -> bool:
        """Whether e-mail is set up."""
        return not self.lacking_for_mail


def environment_name(field: str) -> str:
    """The environment variable that sets `field`."""
    return "DATABASE_URL" if field == "database_url" else f"AUDIT_KIT_{field.upper()}"


def from_environment(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Settings from `environment`; `given` (from the command line) wins.

    Raises ValueError with a sentence that names the variable when a value cannot be read.
    """
    values: dict[str, object] = {}
    for setting in fields(Settings):
        raw = environment.get(environment_name(setting.name))
        if raw:
            values[setting.name] = _read(setting.name, raw)
    values.update({name: value for name, value in given.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]


def _read(name: str, raw: str) -> object:
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        return raw.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(default, Path):
        return Path(raw)
    if not isinstance(default, int):
        return _chosen(name, raw)
    try:
        return int(raw)
    except ValueError:
        raise ValueError(
            f"{environment_name(name)} is {raw!r}; give it a whole number such as {default}."
        ) from None


def _chosen(name: str, raw: str) -> str:
    choices = _CHOICES.get(name, ())
    if choices and raw not in choices:
        raise ValueError(f"{environment_name(name)} is {raw!r}; give it {' or '.join(choices)}.")
    return raw
