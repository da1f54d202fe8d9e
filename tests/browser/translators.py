"""Translators and language reviewers at work in a browser, and what the interface calls what they see."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils import translation
from django.utils.text import capfirst
from playwright.sync_api import expect

from tests.browser.people import SECONDS, Person, tidy

# Stops of the Tab key in the editor of a short page.
MOST_STOPS = 200


class Translator(Person):
    """Somebody who works on translations: at the desk, and in the editor of one.

    Attributes:
        seen: the statuses that they have seen a translation in.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = set()

    def sees(self, mark, status):
        """Expect a status to be named at a place, in one's own language."""
        with translation.override(self.language):
            expect(mark).to_have_text(str(status.label))
        self.seen.add(status)

    # At the desk

    def desk(self, scope="", language="", search=""):
        """Go to the desk by the menu, and on to one of its lists.

        Args:
            scope: "" for what is due, "review", "every".
            language: the code of a language, or "all", for who has several; "" is where the menu leads.
            search: words of titles.
        """
        self.page.goto("/admin/")
        menu = self.page.locator("#wagtail-sidebar")
        menu.get_by_role("button", name=said(self.language, "Translations"), exact=True).click()
        menu.locator("a[href='/admin/translation/']").click()
        self.page.wait_for_url(re.compile(r"/admin/translation/(all|[a-z]{2})/$"))
        here = urlsplit(self.page.url).path
        there = f"/admin/translation/{language}/" if language else here
        there += f"{scope}/" if scope else ""
        if search:
            self.page.goto(f"{there}?q={quote(search)}")
        elif there != here:
            self.page.locator(f"main a[href='{there}']").first.click()
            self.page.wait_for_url(f"**{there}")
        expect(self.page.locator("main .desk-ways")).to_be_visible()

    def line(self, title):
        """Return the row of the desk about the page with this title."""
        return self.page.locator("table.desk-table tbody tr").filter(
            has=self.page.locator("td.title .title-wrapper", has_text=exactly(title))
        )

    def at_the_desk(self, status, title, **place):
        """Go to a list of the desk, as `desk` takes it, where a page stands so; return its row."""
        self.desk(**place)
        line = self.line(title)
        self.sees(line.locator(".desk-status"), status)
        return line

    def press_at(self, title, label):
        """Press a button beside a page at the desk; return what the CMS says."""
        button = self.line(title).get_by_role("button", name=label, exact=True)
        with self.page.expect_navigation():
            button.click()
        return self.said()

    def open_at_the_desk(self, title):
        """Open the texts of a page from its row."""
        self.line(title).locator("td.title .title-wrapper a").click()
        expect(self.rows().first).to_be_visible()

    def open_what_waits(self, title):
        """Open the texts of a page from what waits for one's decision on the first page of the CMS."""
        self.page.goto("/admin/")
        panel = self.page.get_by_role("region", name=said(self.language, "Translations waiting for your decision"))
        self.keep("waiting-for-a-decision")
        panel.get_by_role("link", name=title).click()
        expect(self.rows().first).to_be_visible()

    def coverage(self):
        """Return what the coverage says of practices, by language: how many are "public", how many "current"."""
        page = self.page
        page.goto("/admin/translation/coverage/")
        kind = capfirst(said(self.language, "good practice"))
        row = page.locator(".desk-matrix tbody tr").filter(has=page.get_by_role("rowheader", name=kind, exact=True))
        heads = [tidy(head) for head in page.locator(".desk-matrix thead th").all_inner_texts()]
        found = {}
        for code, name in (("en", "English"), ("fr", "French")):
            cell = row.locator("th, td").nth(heads.index(said(self.language, name)))
            places = {"public": cell.locator(".desk-cell__main"), "current": cell.locator(".desk-small").first}
            found[code] = {key: int(re.search(r"\d+", place.inner_text()).group()) for key, place in places.items()}
        self.keep("coverage")
        return found

    # In the editor

    def in_the_editor(self, status):
        """Expect the translation that is open to stand so."""
        self.sees(self.page.locator(".te-status"), status)

    def rows(self, flag=""):
        """Return the texts shown, all or those in a state: "missing", "changed", "warnings"."""
        return self.page.locator(f"[data-te-row]{f'[data-flags~={flag}]' if flag else ''}:not([hidden])")

    def row(self, source):
        """Return the text whose source this is."""
        return self.page.locator("[data-te-row]").filter(
            has=self.page.locator(".te-row__source > .te-text", has_text=exactly(source))
        )

    def field(self, source):
        return self.row(source).locator("textarea[name^=text-]")

    def due(self):
        """Return the source texts that are still to be translated."""
        return [tidy(text) for text in self.rows("missing").locator(".te-row__source > .te-text").all_inner_texts()]

    def translate(self, source, text):
        """Write the translation of a text; it is kept."""
        self.field(source).fill(text)
        self.page.keyboard.press("Control+s")
        self.saved()
        expect(self.row(source)).not_to_have_attribute("data-flags", re.compile(r"\bmissing\b"))

    def saved(self):
        """Wait until the editor says that all is kept."""
        kept = self.page.locator("#te-form").get_attribute("data-te-saved")
        expect(self.page.locator("[data-te-status]")).to_have_text(kept, timeout=SECONDS * 1000)

    def comment(self, source, text):
        """Say something of a text."""
        row = self.row(source)
        place = row.locator("textarea[name^=comment-]")
        if not place.is_visible():
            row.locator(".te-comments > summary").click()
        place.fill(text)
        row.locator("button[name=do][value^='comment.']").click()
        expect(row.locator(".te-comments li").last).to_contain_text(text)

    def settle(self, source, text):
        """Mark what was said of a text as settled."""
        said_of_it = self.row(source).locator(".te-comments li").filter(has_text=text)
        said_of_it.locator("button[value^='resolve.']").click()
        expect(said_of_it).to_have_class(re.compile("te-resolved"))

    def act(self, action):
        """Press a button of the editor's footer: "save", "submit", "withdraw", "approve", "reject" or "publish"."""
        with self.page.expect_navigation():
            self.page.locator(f"button[name=action][value={action}]:not(.te-default)").click()
        return self.said()

    def act_by_keyboard(self, action):
        """Go on to a button of the footer from where one is, and press it; return what the CMS says."""
        focused = "[document.activeElement.name, document.activeElement.value]"
        for _step in range(MOST_STOPS):
            if self.page.evaluate(focused) == ["action", action]:
                break
            self.page.keyboard.press("Tab")
        assert self.page.evaluate(focused) == ["action", action], f"Tab does not lead to “{action}”"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.said()

    def may(self):
        """Return what the footer of the editor offers."""
        buttons = self.page.locator("button[name=action]:not(.te-default)")
        return {button.get_attribute("value") for button in buttons.all()}


def exactly(text):
    """Return the pattern of a text that stands alone."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")


def said(language, message, **values):
    """Return how the interface says a message in a language, as its catalogue has it."""
    with translation.override(language):
        return translation.gettext(message) % values if values else translation.gettext(message)


@dataclass
class People:
    """Who takes part in a journey of translations: the secretariat at work in Spanish, the others in their language."""

    secretariat: Translator
    english: Translator
    french: Translator
    reviewer: Translator
    readers: dict

    @property
    def translators(self):
        return [self.secretariat, self.english, self.french, self.reviewer]

    @property
    def seen(self):
        return set.union(*(person.seen for person in self.translators))

    def had_no_trouble(self):
        everybody = [*self.translators, *self.readers.values()]
        assert [person.problems for person in everybody if person.problems] == []


def people_at(admit, album):
    """Let in everybody who takes part.

    Args:
        admit: the fixture of that name.
        album: where their pictures go.
    """
    return People(
        secretariat=admit(album, "es", "secretariat", Translator),
        english=admit(album, "en", "translator-en", Translator),
        french=admit(album, "fr", "translator-fr", Translator),
        reviewer=admit(album, "en", "language-reviewer-en", Translator),
        readers={language: admit(album, language) for language in ("es", "en", "fr")},
    )
