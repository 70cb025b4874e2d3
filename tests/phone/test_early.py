"""The page's first lines ask for the phone's store before the app itself has come."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.phone.cast import Cast
from tests.phone.hands import Phone

MakePhone = Callable[..., Phone]

# Every time the store is asked for, and whether anything of the page stood by then.
WATCHED = """
self.asked = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...rest) {
  self.asked.push([name, Boolean(document.body)]);
  return open.call(this, name, ...rest);
};
"""
# What is read of the store, while the first question does not stand yet.
READ = """
self.read = [];
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, ...rest) {
  if (!document.querySelector(".question")) self.read.push(...[names].flat());
  return begin.call(this, names, ...rest);
};
"""
# A disk that has room for the stores' names, and then none to put them down.
BROKEN = """
const create = IDBDatabase.prototype.createObjectStore;
IDBDatabase.prototype.createObjectStore = function (name, ...rest) {
  const store = create.call(this, name, ...rest);
  if (name === "meta") queueMicrotask(() => store.transaction.abort());
  return store;
};
"""
# Another page begins a new epoch, as one does that sets a lock, before this one has its app.
TURNED = """async () => {
  const { Database } = await import(JSON.parse(opening.textContent).files + "/app/store/db.js");
  const make = (db) => db.createObjectStore("meta");
  const [early, other] = [new Database("two", make), new Database("two", make)];
  await early.open();
  await other.turn(["meta"], async (meta) => meta.put("set", "lock"));
  return early.run(["meta"], "readonly", (meta) => new Promise((resolve) => {
    meta.get("lock").onsuccess = ({ target }) => resolve(target.result);
  }));
}"""


def test_it_works(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(WATCHED)

    page = hand.report(submission)

    expect(page.locator(".question").first).to_be_visible()
    assert page.evaluate("asked.filter(([name]) => name === 'kit')") == [["kit", False]]


def test_a_store_that_was_only_just_made_is_not_asked(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(READ)

    page = hand.report(submission)
    expect(page.locator(".question").first).to_be_visible()
    assert page.evaluate("read") == []

    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_have_text("Saved")
    hand.report(submission)
    expect(page.locator("#q-way_in_clear input:checked")).to_have_count(1)
    assert "drafts" in page.evaluate("read")


def test_a_store_that_cannot_be_made_says_so_at_the_first_answer(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.context.add_init_script(BROKEN)
    page = hand.report(submission)
    page.locator("#q-way_in_clear .segment").first.tap()
    expect(page.locator(".save")).to_contain_text("Not saved yet")


def test_a_lock_that_comes_before_the_app_is_seen_by_it(cast: Cast, phone: MakePhone) -> None:
    cast.visit(cast.centro, cast.ines)
    page = phone(cast.ines).open()

    assert page.evaluate(TURNED) == "set"
