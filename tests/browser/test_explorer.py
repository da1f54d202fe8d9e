"""The explorer in a browser: what was found changes in place, for the eye, the keyboard and the ear; and without scripts."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

ADDRESS = "/en/practices/"


@pytest.fixture
def explorer(page, visitor):
    """The list of practices, with a mark that another page would not have."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(visitor.root + ADDRESS)
    page.evaluate("window.same = true")
    return page


def is_the_same_page(page):
    return page.evaluate("window.same === true")


def choose(page, name):
    box = page.get_by_role("checkbox", name=re.compile(f"^{name}"))
    box.check()
    return box


def test_a_choice_narrows_in_place_and_keeps_the_focus(explorer):
    box = choose(explorer, "Represent")
    expect(explorer).to_have_url(re.compile(r"\?r=represent$"))
    expect(explorer.get_by_role("checkbox", name=re.compile("^Represent"))).to_be_focused()
    expect(explorer.locator("[role=status].visually-hidden")).to_have_text(re.compile(r"^\d+ practices?$"))
    assert box.is_checked()
    assert is_the_same_page(explorer)
    assert explorer.problems == []


def test_going_back_takes_the_choice_back(explorer):
    number = explorer.locator(".results .card").count()
    choose(explorer, "Represent")
    expect(explorer).to_have_url(re.compile("r=represent"))
    expect(explorer.locator(".results .card")).not_to_have_count(number)
    explorer.go_back()
    expect(explorer).to_have_url(re.compile("practices/$"))
    expect(explorer.locator(".results .card")).to_have_count(number)
    assert not explorer.get_by_role("checkbox", name=re.compile("^Represent")).is_checked()
    assert is_the_same_page(explorer)


def test_what_was_open_stays_open(explorer):
    explorer.locator(".filters__group summary").filter(has_text=re.compile(r"^\s*Country\b")).click()
    explorer.get_by_role("checkbox", name=re.compile("^Uruguay")).check()
    expect(explorer).to_have_url(re.compile("country=uy"))
    expect(explorer.get_by_role("checkbox", name=re.compile("^Uruguay"))).to_be_visible()


def test_the_views_and_the_order_keep_the_choices_and_the_languages_follow(explorer):
    choose(explorer, "Reduce")
    expect(explorer).to_have_url(re.compile("r=reduce"))
    explorer.get_by_role("link", name="Table", exact=True).click()
    expect(explorer.get_by_role("table")).to_be_visible()
    explorer.get_by_label("Order", exact=True).select_option(label="By title")
    expect(explorer).to_have_url(re.compile("r=reduce.*view=table.*sort=title|r=reduce.*sort=title"))
    titles = explorer.locator(".dense tbody th a")
    expect(titles.first).to_contain_text("B")
    assert is_the_same_page(explorer)
    explorer.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(explorer).to_have_url(re.compile("/fr/pratiques/.*r=reduce"))
    expect(explorer.get_by_role("table")).to_be_visible()


def test_practices_are_ticked_in_the_table_and_compared(explorer):
    explorer.goto(explorer.url.split("?")[0] + "?view=table")
    boxes = explorer.locator('input[name="p"]')
    boxes.nth(0).check()
    boxes.nth(1).check()
    explorer.get_by_role("button", name="Compare those ticked").click()
    expect(explorer).to_have_url(re.compile("/compare/"))
    expect(explorer.locator(".compare thead a")).to_have_count(2)
    assert explorer.problems == []


def test_a_request_that_fails_loads_the_page(explorer):
    explorer.route(
        "**/practices/?r=represent",
        lambda route, request: route.abort() if request.resource_type == "fetch" else route.continue_(),
    )
    choose(explorer, "Represent")
    expect(explorer).to_have_url(re.compile("r=represent"))
    expect(explorer.locator(".chip--remove")).to_have_count(1)
    assert not is_the_same_page(explorer)


def test_the_map_is_gone_through_by_keyboard(explorer):
    explorer.goto(explorer.url.split("?")[0] + "?view=map")
    mark = explorer.locator("a.map__mark[aria-label^='Uruguay']")
    mark.focus()
    expect(mark).to_be_focused()
    mark.press("Enter")
    expect(explorer).to_have_url(re.compile("country=uy"))
    expect(explorer.locator("#results")).to_have_text(re.compile("1 practice"))


def test_all_of_it_works_without_scripts(browser, visitor):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(visitor.root + ADDRESS + "?r=reduce&view=table")
    page.get_by_label("Order", exact=True).select_option(label="By title")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("r=reduce.*view=table.*sort=title"))
    expect(page.get_by_role("table")).to_be_visible()
    context.close()
