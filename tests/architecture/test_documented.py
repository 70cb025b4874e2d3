"""The README lists every setting and every command that exists, and none that does not."""

import re
from collections.abc import Iterator
from dataclasses import fields

import click

from server.cli import main
from server.kernel.settings import Settings, environment_name
from tests.architecture.house import ROOT


def readme() -> str:
    """The README as text."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def settings_in(text: str) -> set[str]:
    """The environment variables of ours that a text names in code marks."""
    return set(re.findall(r"`(AUDIT_KIT_[A-Z_]+|DATABASE_URL)(?:=[^`]*)?`", text))


def commands(group: click.Group, path: str = "audit-kit") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def commands_in(text: str, known: set[str]) -> set[str]:
    """The commands that a text shows; one that is not known is given with its next two words."""
    shown = re.findall(r"\baudit-kit((?: [a-z][a-z-]*){1,2})", text)
    return {_named(f"audit-kit{words}", known) for words in shown}


def _named(words: str, known: set[str]) -> str:
    shorter = words.rpartition(" ")[0]
    return shorter if words not in known and shorter in known else words


def test_it_works() -> None:
    existing = {environment_name(field.name) for field in fields(Settings)}
    assert len(existing) > 5
    assert settings_in(readme()) == existing


def test_every_command_is_in_the_readme_and_no_other() -> None:
    existing = {words for words, _command in commands(main)}
    assert len(existing) > 5
    assert commands_in(readme(), existing) == existing


def test_every_command_and_option_says_what_it_is_for() -> None:
    every = list(commands(main))
    assert any(command.params for _words, command in every)
    for words, command in every:
        assert command.help, words
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{words} {option.opts[0]}"


def test_a_setting_is_found_where_it_is_named() -> None:
    assert settings_in("Set `AUDIT_KIT_DATA=/srv/kit`, or AUDIT_KIT_NOT.") == {"AUDIT_KIT_DATA"}


def test_a_command_that_does_not_exist_is_found() -> None:
    text = "Run `audit-kit serve` or audit-kit forms check FILE, not `audit-kit fly`."
    known = {"audit-kit serve", "audit-kit forms check"}
    assert commands_in(text, known) == known | {"audit-kit fly"}
