"""Suggestions while one types: by keyboard, by ear, on a small screen, and the box without them."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations_by_scheme

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def box(page, visitor):
    """The box of the search page in English, with the suggestions for what was typed."""
    page.goto(visitor.search_address("en"))
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("urug")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    return box


def active(page, box):
    chosen = box.get_attribute("aria-activedescendant")
    return page.locator(f"[id='{chosen}']").inner_text() if chosen else None


def test_they_are_gone_through_by_keyboard_and_opened(page, box):
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Countries and regions").get_by_role("option").first).to_contain_text(
        "Uruguay"
    )
    options = page.get_by_role("option")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert active(page, box).startswith("Uruguay")
    box.press("ArrowUp")
    assert active(page, box) is None
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/search/?country=uy")


def test_who_types_before_the_script_is_there_has_them_too(page, visitor):
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/search-box*.js", hold)
    with page.expect_request("**/search-box*.js"):
        page.goto(visitor.search_address("en"), wait_until="commit")
    box = page.locator("#search")
    box.focus()
    waiting.pop().continue_()
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("urug")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    box.press("ArrowDown")
    assert active(page, box).startswith("Uruguay")


def test_escape_closes_them_and_keeps_what_was_typed(page, box):
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(box).to_have_value("urug")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert active(page, box) is None
    box.press("Enter")
    page.wait_for_url("**/search/?q=urug")


def test_they_go_when_the_box_is_left_and_when_letters_are_taken_away(page, box):
    box.press("Tab")
    expect(page.locator(".suggestions")).to_be_hidden()
    box.focus()
    box.press("End")
    box.press_sequentially("u")
    expect(page.locator(".suggestions")).to_be_visible()
    box.fill("u")
    expect(page.locator(".suggestions")).to_be_hidden()


def test_their_number_is_said(page, box):
    number = page.get_by_role("option").count()
    expect(page.locator("form[role=search] [role=status]")).to_have_text(f"{number} suggestions")
    box.fill("xyzzyx")
    expect(page.locator("form[role=search] [role=status]")).to_have_text("No suggestions")


def test_one_pause_is_one_request_and_the_same_letters_none(page, visitor):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/suggestions/" in request.url else None)
    page.goto(visitor.search_address("en"))
    box = page.get_by_role("combobox", name="Search")
    with page.expect_response("**/suggestions/*"):
        box.press_sequentially("uruguay")
    expect(page.locator(".suggestions")).to_be_visible()
    with page.expect_response("**/suggestions/*"):
        box.press("Backspace")
    box.press_sequentially("y")
    expect(box).to_have_value("uruguay")
    expect(page.locator(".suggestions")).to_be_visible()
    assert [url.rsplit("=", 1)[1] for url in asked] == ["uruguay", "urugua"]


@pytest.mark.parametrize("width", [360, 1280])
def test_they_violate_nothing(page, box, axe, width):
    page.set_viewport_size({"width": width, "height": 740})
    box.press("ArrowDown")
    assert dict(violations_by_scheme(page, axe)) == {"light": {}, "dark": {}}
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_a_line_the_box_still_searches(page, box):
    page.route("**/suggestions/*", lambda route: route.abort())
    box.press_sequentially("uay")
    box.press("Escape")
    box.press("Enter")
    page.wait_for_url("**/search/?q=uruguay")


def test_without_a_script_it_is_a_plain_box(browser, visitor):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(visitor.search_address("en"))
    page.get_by_role("searchbox", name="Search").fill("uruguay")
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.wait_for_url("**/search/?q=uruguay")
    page.context.close()
