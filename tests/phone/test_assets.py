"""Files travel joined, without comments, and do what they did apart."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import brotli
import pytest

from server.phone.assets import Assets, NotJoinable, join

STATIC = Path(__file__).parents[2] / "server" / "phone" / "static"
APP = STATIC / "app"


def write(root: Path, **modules: str) -> Path:
    """A folder of modules."""
    for name, source in modules.items():
        (root / f"{name}.js").write_text(source)
    return root


def run(node: str, source: str) -> str:
    """What a module prints."""
    done = subprocess.run(
        [node, "--input-type=module"], input=source, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_it_works(tmp_path: Path, node: str) -> None:
    root = write(
        tmp_path,
        low="export const two = 2;\nexport function twice(n) { return n * two; }\n",
        mid='import { twice as double } from "./low.js";\n'
        "export class Mid { go() { return double(21); } }\n",
        top='import { Mid } from "./mid.js";\nimport { two } from "./low.js";\n'
        "console.log(new Mid().go(), two);\n",
    )
    assert run(node, join(root, "top.js")) == "42 2"


def test_what_a_module_keeps_to_itself_does_not_meet_its_like(tmp_path: Path, node: str) -> None:
    root = write(
        tmp_path,
        one="const secret = 1;\nexport const one = () => secret;\n",
        two="const secret = 2;\nexport const two = () => secret;\n",
        top='import { one } from "./one.js";\nimport { two } from "./two.js";\n'
        "console.log(one() + two());\n",
    )
    assert run(node, join(root, "top.js")) == "3"


def test_a_later_program_borrows_what_an_earlier_one_has_brought(tmp_path: Path, node: str) -> None:
    root = write(
        tmp_path,
        low='console.log("low runs");\nexport const low = { of: "low" };\n',
        mid='import { low } from "./low.js";\nconsole.log("mid runs");\n'
        "export const mid = () => low;\n",
        one='import { low } from "./low.js";\nself.one = low;\n',
        two='import { mid } from "./mid.js";\nself.two = mid();\n',
        three='import { mid } from "./mid.js";\nimport { low } from "./low.js";\n'
        "console.log(self.one === self.two, mid() === low);\n",
    )
    programs = [f"{name}.js" for name in ("one", "two", "three")]
    assets = Assets(root, programs=programs)
    sent = [assets.get(name) for name in programs]
    bodies = [asset.body.decode() for asset in sent if asset]
    apart = "".join(f"await (async () => {{{body}}})();" for body in bodies)

    assert run(node, "globalThis.self = globalThis;" + apart).split("\n") == [
        "low runs",
        "mid runs",
        "true true",
    ]


def test_a_remark_behind_a_line_is_left_out(tmp_path: Path, node: str) -> None:
    root = write(tmp_path, top='const a = "http://x"; // why\nconsole.log(a)\nconsole.log(1);\n')
    sent = Assets(root).get("top.js")
    assert sent is not None
    assert b"why" not in sent.body
    assert run(node, sent.body.decode()) == "http://x\n1"


@pytest.mark.parametrize(("before", "after"), [("const", "const"), ("let", "const")])
def test_what_is_done_first_is_done_first_when_it_is_sent(
    tmp_path: Path, node: str, before: str, after: str
) -> None:
    root = write(
        tmp_path,
        top="const say = (word) => { console.log(word); return [word]; };\n"
        "export function go(n) {\n"
        f'  {before} a = say("a");\n'
        f'  {after} [b] = say("b");\n'
        '  const { length } = say("c");\n'
        '  const d = say("d");\n'
        "  return [a, b, length, d, n];\n"
        "}\n"
        "go(1);\n",
    )
    sent = Assets(root).get("top.js")
    assert sent is not None
    assert run(node, sent.body.decode()).split() == ["a", "b", "c", "d"]


def test_a_declaration_whose_end_cannot_be_seen_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path, top="let a =\n  1;\nconst [b] = [a];\nconsole.log(b);\n")
    with pytest.raises(NotJoinable):
        Assets(root).get("top.js")


def test_the_module_that_is_asked_for_keeps_its_exports(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        low="export const low = 1;\n",
        top='import { low } from "./low.js";\nexport const top = low;\n',
    )
    assert "export const top = low;" in join(root, "top.js")


@pytest.mark.parametrize(
    "source", ["export default 1;\n", 'import "./low.js";\n', "export { a };\n"]
)
def test_a_module_that_cannot_be_joined_is_refused(tmp_path: Path, source: str) -> None:
    root = write(tmp_path, odd=source, low="", top='import { a } from "./odd.js";\n')
    with pytest.raises(NotJoinable):
        join(root, "top.js")


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    root = write(
        tmp_path, one='import { b } from "./two.js";\n', two='import { a } from "./one.js";\n'
    )
    with pytest.raises(NotJoinable):
        join(root, "one.js")


def test_strings_and_patterns_come_through_as_they_are(tmp_path: Path, node: str) -> None:
    root = write(
        tmp_path,
        top='const a = "x = y , z ; // no comment";\n'
        "const b = `p => ${ a.length } ? q`;\n"
        'const c = "a = b".replace(/[ ]= /, " , ");\n'
        "console.log(a + b + c, 8 / 2 / 2);\n",
    )
    sent = Assets(root).get("top.js")
    assert sent is not None
    said = "x = y , z ; // no commentp => 25 ? qa , b 2"
    assert run(node, sent.body.decode()) == said
    assert run(node, (root / "top.js").read_text()) == said


def test_private_names_travel_short(tmp_path: Path, node: str) -> None:
    root = write(
        tmp_path,
        top="class A {\n  #counted = 1;\n  #twice(n) { return n * 2; }\n"
        "  get address() { return `#/counted/${this.#twice(this.#counted)}`; }\n}\n"
        'console.log(new A().address, "#counted", /^#\\w+$/.test("#a"));\n',
    )
    sent = Assets(root).get("top.js")
    assert sent is not None
    assert run(node, sent.body.decode()) == "#/counted/2 #counted true"
    assert b"this.#counted" not in sent.body


def test_what_a_browser_does_not_take_is_not_sent(tmp_path: Path) -> None:
    root = write(tmp_path, top="console.log(1);\n" * 100)
    sent = Assets(root).get("top.js")
    assert sent is not None
    assert sent.sent([]) == (sent.body, None)
    assert gzip.decompress(sent.sent(["gzip"])[0]) == sent.body
    assert brotli.decompress(sent.sent(["br", "gzip"])[0]) == sent.body


def test_every_file_of_the_app_can_be_sent(node: str) -> None:
    assets = Assets(STATIC)
    asked_for = {"app/start.en.js", "app/start.es.js", "app/further.js", "app/lib/more.en.js"}
    names = {path.relative_to(STATIC).as_posix() for path in APP.rglob("*.js")}
    assert asked_for < names
    for name in names:
        asset = assets.get(name)
        assert asset is not None
        assert b"\n//" not in asset.body
        if name in asked_for:
            checked = [node, "--input-type=module", "--check"]
            subprocess.run(checked, input=asset.body, check=True, capture_output=True)


def test_the_evaluator_says_the_same_after_the_journey(node: str, tmp_path: Path) -> None:
    """The most intricate module, run on every vector as it is sent."""
    asset = Assets(STATIC).get("app/lib/evaluate.js")
    assert asset is not None
    (tmp_path / "sent.mjs").write_bytes(asset.body)
    vectors = STATIC.parents[2] / "audit_forms" / "vectors"
    program = (
        'import { readFileSync, readdirSync } from "node:fs"; import assert from "node:assert";'
        f'import {{ evaluate }} from "{(tmp_path / "sent.mjs").as_posix()}"; let n = 0;'
        f'for (const f of readdirSync("{vectors.as_posix()}").filter((x) => x.endsWith(".json")))'
        f' for (const v of JSON.parse(readFileSync("{vectors.as_posix()}/" + f)))'
        " { assert.deepEqual(JSON.parse(JSON.stringify(evaluate(v.form, v.part, v.answers,"
        " v.facts))), JSON.parse(JSON.stringify(v.expect))); n += 1; } console.log(n > 59);"
    )
    assert run(node, program) == "true"


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    before = Assets(tmp_path).version
    write(tmp_path, a="2")
    assert Assets(tmp_path).version != before


def test_only_the_parts_of_the_app_know_two_other_modules() -> None:
    halves = {"main.js", "further.js", "later.js", "care.js", "moments.js"}
    halves |= {"start.en.js", "start.es.js"}
    # Both attach photos to a draft, which is written down once.
    halves |= {"ui/photos.js", "store/lifeboat.js"}
    known = {
        path.relative_to(APP).as_posix(): len(re.findall(r"^import ", path.read_text(), re.M))
        for path in APP.rglob("*.js")
    }
    assert halves <= known.keys()
    assert {name for name, count in known.items() if count > 1} - halves == set()


def test_no_file_of_the_app_is_longer_than_400_lines() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in STATIC.rglob("*.[jc]s*")}
    assert {name for name, length in lengths.items() if length > 400} == set()


@pytest.mark.parametrize("name", ["../assets.py", "app/../phone.css", "app", "no.css", "a" * 3000])
def test_a_file_has_one_name_and_nothing_else_is_one(name: str) -> None:
    assets = Assets(STATIC)
    assert assets.get("phone.css")
    assert assets.get(name) is None
