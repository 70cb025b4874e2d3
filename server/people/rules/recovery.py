"""Recovery codes: for whoever has lost their passkey, written on paper beforehand."""

from __future__ import annotations

from server.kernel.ids import new_code, token_hash

HOW_MANY = 10
# 74 bits: too many to try, and to compute from what is stored.
_LETTERS = 16


def new_codes() -> list[str]:
    """Ten codes such as `7K3F-29QD-MW4C-HT6X`."""
    return [_grouped(new_code(_LETTERS)) for _ in range(HOW_MANY)]


def code_hash(entered: str) -> str:
    """What is stored of a code, however it is typed: small letters, spaces and dashes are fine."""
    return token_hash("".join(each for each in entered.upper() if each.isalnum()))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
