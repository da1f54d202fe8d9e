"""What axe-core says of a page against WCAG 2.2 at level AA."""

import importlib.util
from pathlib import Path

NEWEST = Path(__file__).resolve().parents[2] / "var/tools/node_modules/axe-core/axe.min.js"
# The button by which Wagtail's lists are filtered: its number is not part of its name. Wagtail's own, in all of its lists.
NOT_OURS = ".w-slim-header-action-button:has(.w-drilldown__count)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def source():
    """Return axe-core: the newest one that `npm install --prefix var/tools axe-core` brought, else the packaged."""
    packaged = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
    return (NEWEST if NEWEST.exists() else packaged).read_text(encoding="utf-8")


def violations(page, axe, within="html"):
    """Return what axe finds on a page: the rule, and where.

    Args:
        axe: its source.
        within: only in this part of the page, as a CSS selector.
    """
    page.evaluate(axe)
    found = page.evaluate(
        "([rules, include, exclude]) => axe.run({include, exclude}, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ') + ' · ' + n.html.slice(0, 120))]))",
        [RULES, within, NOT_OURS],
    )
    return {f"{rule}: {text}": places[:3] for rule, text, places in found}
