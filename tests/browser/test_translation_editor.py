"""The translators' editor in a browser: by keyboard alone, checked as one types, kept as one goes on, read by everybody."""

import importlib.util
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

SECONDS = 60_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
TITLE = "Prueba del editor de traducciones"
PREPARE = f"""
import json
from wagtail.models import Locale, Page
from home.models import HomePage, StandardPage
from agc.translation.sync import source_of
from wagtail_localize.models import Translation, TranslationSource
home = HomePage.objects.get(locale__language_code="es", depth=2)
page = StandardPage(title={TITLE!r}, summary="Una página.", locale=home.locale)
paragraph = '<p>Atiende a 1.200 personas <b>mayores</b>.</p><p>Abre de noche.</p>'
page.body = json.dumps([{{"type": "paragraph", "value": paragraph}}])
home.add_child(instance=page)
page.save_revision().publish()
source, created = TranslationSource.update_or_create_from_instance(StandardPage.objects.get(pk=page.pk))
english = Locale.objects.get(language_code="en")
translation, created = Translation.objects.get_or_create(source=source, target_locale=english)
translation.save_target(publish=False)
print(page.get_translation(english).pk)
"""
REMOVE = f"""
from wagtail.models import Page
for page in Page.objects.filter(title={TITLE!r}).order_by("-pk"):
    page.delete()
"""


@pytest.fixture
def editor_address(demo_site):
    demo_site.shell(REMOVE)
    yield f"/admin/pages/{demo_site.shell(PREPARE).split()[-1]}/edit/"
    demo_site.shell(REMOVE)


@pytest.fixture
def open_editor(browser, demo_site, editor_address):
    """Return a function that logs the English translator in and opens the editor."""
    contexts = []

    def opened(**options):
        context = browser.new_context(base_url=demo_site.url, locale="en", reduced_motion="reduce", **options)
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto("/admin/login/")
        page.fill("[name=username]", "translator-en")
        page.fill("[name=password]", PASSWORD)
        page.locator("form button[type=submit]").click()
        page.wait_for_url("**/admin/")
        page.goto(editor_address)
        return page

    yield opened
    for context in contexts:
        context.close()


def row_of(page, source):
    return page.locator("[data-te-row]").filter(has=page.locator(".te-row__source .te-text", has_text=source)).first


def field(row):
    return row.locator("textarea[name^=text-]")


def saved(row):
    expect(row).to_have_attribute("data-flags", re.compile(r"\b(done|error)\b"), timeout=SECONDS)


def test_a_translation_is_written_by_keyboard(open_editor):
    page = open_editor(viewport=SIZES[0])
    title, first, second = (row_of(page, text) for text in (TITLE, "Atiende a", "Abre de noche"))

    # From one missing text to the next; each is kept on the way.
    field(title).focus()
    page.keyboard.type("Test of the translation editor")
    page.keyboard.press("Control+Enter")
    saved(title)
    page.keyboard.press("Alt+ArrowUp")
    expect(field(title)).to_be_focused()

    # The source with its marks, changed; the checks answer while one types, and the text is kept after a pause.
    field(first).focus()
    page.keyboard.press("Alt+c")
    expect(field(first)).to_have_value("Atiende a 1.200 personas <b>mayores</b>.")
    field(first).fill("It cares for 1,300 <b>older</b> people.")
    warning = first.locator(".te-finding--warning", has_text="1.200")
    expect(warning).to_be_visible(timeout=SECONDS)
    saved(first)
    expect(page.locator("[data-te-status]")).to_have_text("All texts are saved.", timeout=SECONDS)
    field(first).fill("It cares for 1,200 <b>older</b> people.")
    expect(first.locator(".te-finding")).to_have_count(0, timeout=SECONDS)

    # A comment, and back.
    field(first).focus()
    page.keyboard.press("Alt+m")
    expect(first.locator("textarea[name^=comment-]")).to_be_focused()
    page.keyboard.type("Is “older” right?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first.locator(".te-comments li")).to_contain_text("Is “older” right?", timeout=SECONDS)

    # What is missing, under its filter.
    page.get_by_role("link", name=re.compile("^Missing")).click()
    expect(second).to_be_visible()
    expect(title).to_be_hidden()
    field(second).fill("It opens at night.")
    page.keyboard.press("Control+s")
    saved(second)

    # All of it is there when the page is opened anew.
    page.goto(page.url.split("?")[0])
    expect(field(title)).to_have_value("Test of the translation editor")
    expect(field(first)).to_have_value("It cares for 1,200 <b>older</b> people.")
    expect(field(second)).to_have_value("It opens at night.")
    expect(first.locator(".te-comments li")).to_contain_text("Is “older” right?")
    assert page.complaints == []


def test_keys_are_listed_and_the_list_closes(open_editor):
    page = open_editor(viewport=SIZES[0])
    page.locator("#header-title").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Keyboard")).click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    # In a text it is a question mark.
    title = row_of(page, TITLE)
    field(title).focus()
    page.keyboard.type("Why?")
    expect(field(title)).to_have_value("Why?")
    expect(dialog).to_be_hidden()


def test_what_cannot_be_sent_is_said_and_sent_later(open_editor):
    page = open_editor(viewport=SIZES[0])
    second = row_of(page, "Abre de noche")
    page.context.set_offline(True)
    field(second).fill("It opens at night.")
    field(second).blur()
    expect(page.locator("[data-te-status]")).to_contain_text("cannot be reached", timeout=SECONDS)
    expect(field(second)).to_have_value("It opens at night.")
    page.context.set_offline(False)
    saved(second)
    expect(page.locator("[data-te-status]")).to_have_text("All texts are saved.", timeout=SECONDS)


def test_two_people_at_one_text_see_both(open_editor):
    mine, theirs = open_editor(viewport=SIZES[0]), open_editor(viewport=SIZES[0])
    field(row_of(theirs, "Abre de noche")).fill("It opens in the night.")
    theirs.keyboard.press("Control+s")
    saved(row_of(theirs, "Abre de noche"))
    row = row_of(mine, "Abre de noche")
    field(row).fill("It opens at night.")
    mine.keyboard.press("Control+s")
    expect(row.locator(".te-refused")).to_contain_text("It opens in the night.", timeout=SECONDS)
    expect(field(row)).to_have_value("It opens at night.")
    row.get_by_role("button", name="Take theirs").click()
    expect(field(row)).to_have_value("It opens in the night.")
    expect(row.locator(".te-refused")).to_have_count(0)


def test_it_works_without_a_script(open_editor, editor_address):
    page = open_editor(viewport=SIZES[1], java_script_enabled=False)
    field(row_of(page, TITLE)).fill("Test of the translation editor")
    field(row_of(page, "Abre de noche")).fill("It opens at night.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved as a draft")).to_be_visible()
    expect(field(row_of(page, "Abre de noche"))).to_have_value("It opens at night.")


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_it_can_be_read_by_everybody(open_editor, size):
    page = open_editor(viewport=size)
    first = row_of(page, "Atiende a")
    field(first).fill("It cares for 1,300 people.")
    page.keyboard.press("Control+s")
    expect(first.locator(".te-finding--error")).to_be_visible(timeout=SECONDS)
    first.locator(".te-comments summary").click()
    axe = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run(document.querySelector('main'), {runOnly: {type: 'tag', values: rules}})"
            ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]))",
            RULES,
        )
        assert found == []
    too_wide = page.evaluate(
        "() => [...document.querySelectorAll('.te *')].filter(e => e.getBoundingClientRect().right >"
        " document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert too_wide == []
    page.evaluate("window.onbeforeunload = null")
