"""A user agent becomes two words, and nothing else of it is kept."""

import pytest

from server.people.rules import device_of

AGENTS = {
    "Mozilla/5.0 (Linux; Android 15; SM-S931B) Chrome/140.0 Mobile Safari/537.36": "Chrome/Android",
    "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27 Chrome/125 Mobile Safari/537.36": (
        "Samsung Internet/Android"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Mobile Safari/604": (
        "Safari/iPhone"
    ),
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/140 Mobile Safari/604": "Chrome/iPad",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 Safari/537.36 Edg/140": "Edge/Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Firefox/140.0": "Firefox/Mac",
    "Mozilla/5.0 (X11; CrOS x86_64) Chrome/140 Safari/537.36": "Chrome/ChromeOS",
    "curl/8.5.0": "",
    "": "",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_it_works(agent: str) -> None:
    assert device_of(agent) == AGENTS[agent]
