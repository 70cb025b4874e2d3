"""Every command explains itself, and the README knows every one."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from server.cli import main
from tests.cli.started import ROOT, process


def commands(
    group: click.Group = main, before: str = "audit-kit"
) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that start it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def test_it_works() -> None:
    done = process("--help")
    assert done.returncode == 0
    for name in ("demo", "serve", "worker", "migrate", "forms", "scorecard", "link", "rollup"):
        assert f"\n  {name} " in done.stdout


def test_every_command_and_option_says_what_it_does() -> None:
    found = dict(commands())
    assert len(found) > 8
    for words, command in found.items():
        assert command.help, words
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{words} {option.name}"
        shown = CliRunner().invoke(main, [*words.split()[1:], "--help"])
        assert shown.exit_code == 0, words


def test_the_readme_names_every_command_and_no_other() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    existing = {words for words, _ in commands()}
    rows = re.findall(r"^\| `(audit-kit [a-z -]*[a-z])", text, re.MULTILINE)
    assert set(rows) == existing


def test_a_mistyped_command_is_a_usage_error() -> None:
    done = process("sevre")
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_what_can_be_put_right_ends_without_a_traceback(tmp_path: Path) -> None:
    done = process("link", "--data", tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: There is no installation in")
    assert done.stderr.count("\n") == 1


def test_whoever_has_read_enough_ends_it_quietly() -> None:
    """As `audit-kit rights | head -1` does."""
    words = [sys.executable, "-m", "server.cli", "rights"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as told:
        assert told.stdout
        assert told.stderr
        told.stdout.close()
        assert told.stderr.read() == b""
