"""What is wrong with a page of the CMS, for who uses it on a phone or a desk, in light or dark."""

import json

from tests.browser.axe import violations_by_scheme

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
# What of the CMS is ours: the menu beside it is Wagtail's own, as is the bar for what has been ticked.
OURS = "main"
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(e => { for (let a = e; a; a = a.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(a).overflowX) || a.matches(".w-sr-only, .form-side, .bulk-actions-choices")) return false;
        return true; })
    .map(e => e.outerHTML.slice(0, 100)).slice(0, 5)"""


def look(page, axe, size, where, within=OURS):
    """Return what is wrong with a page, in light and dark."""
    page.set_viewport_size(SIZES[size])
    problems = {}
    for scheme, found in violations_by_scheme(page, axe, within):
        if found:
            problems[f"{where} {size} {scheme}"] = found
    if wide := page.evaluate(TOO_WIDE):
        problems[f"{where} {size} is too wide"] = wide
    return problems


def told(problems):
    return json.dumps(problems, indent=1, ensure_ascii=False)
