"""Quarters of a year, in which stores are compared and say how they see themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from server.kernel.problems import Problem


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months: `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """`2026-Q3`; raises quarter_unreadable."""
        found = re.fullmatch(r"(20\d\d|2100)-Q([1-4])", text, re.ASCII)
        if not found:
            raise Problem("quarter_unreadable")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    def before(self) -> Quarter:
        """The quarter before this one."""
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    def after(self) -> Quarter:
        """The quarter after this one."""
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    def months(self) -> tuple[date, date]:
        """The first days of its first and its last month."""
        return date(self.year, 3 * self.number - 2, 1), date(self.year, 3 * self.number, 1)

    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        first, _ = self.months()
        following, _ = self.after().months()
        return first, following - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
