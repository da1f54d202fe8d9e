"""What axe-core says of a page against WCAG 2.2 at level AA."""

import importlib.util
from pathlib import Path

NEWEST = Path(__file__).resolve().parents[2] / "var/tools/node_modules/axe-core/axe.min.js"
# The button by which Wagtail's lists are filtered: its number is not part of its name. Wagtail's own, in all of its lists.
NOT_OURS = ".w-slim-header-action-button:has(.w-drilldown__count)"
# Colours are measured once they have come to rest.
RESTED = """() => Promise.all(document.getAnimations()
    .filter(a => a.effect.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => null)))"""
# Those of them that are about colours.
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def source():
    """Return axe-core: the newest one that `npm install --prefix var/tools axe-core` brought, else the packaged."""
    packaged = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
    return (NEWEST if NEWEST.exists() else packaged).read_text(encoding="utf-8")


def violations(page, axe, within="html", colours_alone=False):
    """Return what axe finds on a page: the rule, and where.

    Args:
        axe: its source.
        within: only in this part of the page, as a CSS selector.
        colours_alone: whether everything else was looked at already, as on a page that has only changed its colours.
    """
    # Wagtail brings an older one of its own.
    if not page.evaluate("window.axeOfTheTests === window.axe && Boolean(window.axe)"):
        page.evaluate(axe)
        page.evaluate("window.axeOfTheTests = window.axe")
    page.evaluate(RESTED)
    only = {"type": "rule", "values": COLOURS} if colours_alone else {"type": "tag", "values": RULES}
    found = page.evaluate(
        "([runOnly, include, exclude]) => axe.run({include, exclude}, {runOnly, resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ') + ' · ' + n.html.slice(0, 120))]))",
        [only, within, NOT_OURS],
    )
    return {f"{rule}: {text}": places[:3] for rule, text, places in found}


def violations_by_scheme(page, axe, within="html"):
    """Yield "light" and "dark", each with what axe finds in it; in the dark only the colours are other ones."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield scheme, violations(page, axe, within, colours_alone=scheme == "dark")
