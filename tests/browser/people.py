"""The people of the demo at work in a browser: what they see and press, never what stands behind it."""

import re

from playwright.sync_api import expect

PASSWORD = "cuidados"
SECONDS = 60


class Album:
    """Numbered screenshots of a journey."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def keep(self, page, name):
        self.count += 1
        page.screenshot(path=self.folder / f"{self.count:02d}-{name}.png")


class Person:
    """Somebody at a browser of their own.

    Args:
        browser: the browser.
        root: the address of the site.
        album: where screenshots go.
        language: what the browser prefers.
        account: the account to log in with; None for a reader.
    """

    def __init__(self, browser, root, album, language, account=None):
        context = browser.new_context(base_url=root, locale=language, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(SECONDS * 1000)
        self.page = context.new_page()
        self.language = language.split("-")[0]
        self.album = album
        self.problems = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        if account:
            self.page.goto("/admin/")
            self.page.fill("[name=username]", account)
            self.page.fill("[name=password]", PASSWORD)
            self.page.locator("form button[type=submit]").click()
            expect(self.page.get_by_role("heading", name=account, level=2, exact=True)).to_be_visible()

    def keep(self, name):
        self.album.keep(self.page, name)

    def find(self, language, title):
        """Find a page by the search of the site, as a reader does."""
        self.page.goto(f"/{language}/")
        box = self.page.get_by_role("main").get_by_role("search").get_by_role("combobox")
        box.fill(title)
        box.press("Enter")
        self.page.get_by_role("main").get_by_role("link", name=title).first.click()

    # Finding one's way in the CMS

    def explore(self, language, *titles):
        """Go down the explorer from the home page of a language by the titles of pages."""
        self.page.goto("/admin/pages/")
        rows = self.page.locator("table.listing tbody tr")
        expect(rows.first).to_be_visible()
        home = rows.filter(has=self.page.locator(f"a[href='/{language}/']"))
        # Whoever may work in one language only begins below its home page.
        if home.count():
            self.below(home)
        for title in titles:
            self.below(rows.filter(has=self.page.get_by_role("link", name=title, exact=True)))

    def below(self, row):
        """Go on to the pages below the one in a row of the explorer."""
        arrow = row.locator("td.children a")
        address = arrow.get_attribute("href")
        arrow.click()
        self.page.wait_for_url(f"**{address}")

    def open_from_list(self, title):
        """Open the editor of a page in the list shown."""
        link = self.page.locator("table.listing").get_by_role("link", name=title, exact=True).first
        address = link.get_attribute("href")
        link.click()
        self.page.wait_for_url(f"**{address}")

    def said(self):
        """Return the message that the CMS shows after an action."""
        messages = self.page.get_by_role("main").get_by_role("status").get_by_role("listitem")
        expect(messages.first).to_be_visible()
        said = [tidy(message.inner_text()) for message in messages.all()]
        self.problems += [tidy(message.inner_text()) for message in messages.and_(self.page.locator(".error")).all()]
        return "\n".join(said)

    # Filling in a form

    def tick(self, label):
        box = self.page.get_by_role("checkbox", name=label, exact=True)
        box.check()
        expect(box).to_be_checked()

    def pick_day(self, field, day):
        """Write a day into a field that opens a calendar, and close the calendar, which covers what is below."""
        calendar = self.page.locator(".xdsoft_datetimepicker:visible")
        self.page.locator(field).click()
        expect(calendar).to_have_count(1)
        self.page.fill(field, day.isoformat())
        self.page.press(field, "Tab")
        expect(calendar).to_have_count(0)

    def tab(self, field):
        """Open the tab of the form in which a field stands."""
        panel = self.page.locator(f"[role=tabpanel]:has({field})").first
        # What stands open at the side may lie over it.
        tab = self.page.locator(f"[role=tab][aria-controls='{panel.get_attribute('id')}']").first
        tab.evaluate("tab => tab.click()")
        expect(panel).to_be_visible()

    def area(self, place):
        """Return the rich text editor at a content path, or in a place on the page, its tab open if it is on one."""
        area = self.page.locator(place).locator(".public-DraftEditor-content").first
        area.wait_for(state="attached")
        if self.page.locator(f"[role=tabpanel]:has({place})").count():
            self.tab(place)
        return area

    def write(self, place, text):
        """Type into the rich text editor at a content path, or in a place on the page."""
        area = self.area(place)
        area.click()
        area.press_sequentially(text)
        expect(area).to_contain_text(text)
        # The editor hands its text to the form a moment after the last key.
        kept = self.page.locator(place).locator("input[type=hidden][value*=blocks]").first
        expect(kept).to_have_value(re.compile(re.escape(text)))

    def rewrite(self, place, text):
        area = self.area(place)
        area.click()
        area.press("Control+a")
        area.press("Delete")
        self.write(place, text)

    def more_actions(self):
        """Open the menu beside the main button of the editor."""
        self.unfold("footer .w-dropdown__toggle, .footer .w-dropdown__toggle")

    def unfold(self, place):
        """Open a menu of the CMS, once the script that opens it has come."""
        toggle = self.page.locator(place).first
        expect(toggle).to_have_attribute("aria-expanded", "false", timeout=SECONDS * 1000)
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "true")

    def press(self, action):
        """Press a button of the page's form, once the CMS has kept what was typed last; return what the CMS says.

        Args:
            action: what Wagtail calls it: "action-submit", "action-publish".
        """
        # Wagtail 8 answers with an error page when a new page is submitted while its first draft is being kept.
        expect(self.page.locator(".w-autosave-indicator__state--saving")).to_be_hidden(timeout=SECONDS * 1000)
        button = self.page.locator(f"[name={action}]")
        if not button.is_visible():
            self.more_actions()
        expect(button).to_be_visible()
        with self.page.expect_navigation():
            button.click()
        return self.said()

    def save(self):
        """Save the page as a draft; return what the CMS says."""
        with self.page.expect_navigation():
            self.page.locator("footer .action-save").click()
        return self.said()

    def submit(self):
        """Submit the page, or its new version, to its workflow."""
        return self.press("action-submit")

    def publish(self):
        """Publish the page at once, as who may."""
        return self.press("action-publish")

    def decide(self, action, comment):
        """Approve or reject in the workflow, with a comment.

        Args:
            action: what Wagtail calls it: "approve" or "reject".
            comment: what the others are told.
        """
        button = self.page.locator(f"[data-workflow-action-name={action}][data-workflow-action-modal-url]").first
        if not button.is_visible():
            self.more_actions()
        button.click()
        dialog = self.page.locator(".modal.in, [role=dialog]:visible").last
        dialog.locator("[name=comment]").fill(comment)
        self.keep(f"{action}-comment")
        with self.page.expect_navigation():
            dialog.locator("[type=submit]").first.click()
        return self.said()


def tidy(text):
    return " ".join(text.split())
