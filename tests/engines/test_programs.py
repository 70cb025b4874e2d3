"""The browser and node are there and do what the product's tests need of them."""

import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from tests.engines.programs import webkit


def test_it_works(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_content("<h1>Good morning</h1>")
    assert page.get_by_role("heading").inner_text() == "Good morning"
    context.close()


def test_node_runs_es_modules(node: str) -> None:
    program = "import {createHash} from 'node:crypto'; console.log(typeof createHash)"
    done = subprocess.run(
        [node, "--input-type=module", "-e", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "function"


def test_webkit_is_here_with_a_screen_for_it() -> None:
    found = webkit()
    assert all(Path(one).is_file() for one in (found.driver, found.browser, found.screen))
