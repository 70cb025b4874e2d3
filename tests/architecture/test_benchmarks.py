"""The benchmarks run on demand only, so something else must see that they still fit the product."""

from __future__ import annotations

import subprocess
import sys

_AN_APP = """
from server.app import unsettled_app
from tests.bench import report_server

report_server.add_the_bare_route()
assert "bare.bare" in unsettled_app().view_functions
"""


def test_the_guard_takes_the_bare_route_that_a_report_is_measured_against() -> None:
    done = subprocess.run([sys.executable, "-c", _AN_APP], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
