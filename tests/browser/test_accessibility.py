"""Every page can be read by everybody: with a screen reader, a keyboard, a small screen, large letters, no scripts."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations, violations_by_scheme
from tests.demo.visiting import LANGUAGES, PRACTICES, STATES, tidy

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
ADAPTED = {
    "letters twice as large": (1280, "html { font-size: 200%; }"),
    "wider spacing": (
        360,
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        "p { margin-block-end: 2em !important; }",
    ),
}
CUT_OFF = """() => {
    const wide = document.documentElement.clientWidth;
    const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className.baseVal ?? e.className)
        .trim().split(/\\s+/).filter(Boolean).map(c => "." + c).join("");
    const scrolls = e => { for (; e && e !== document.body; e = e.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true; return false; };
    const found = [];
    if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const e of document.body.querySelectorAll("*")) {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        if (box.width <= 1 || box.height <= 1 || style.clip !== "auto" || style.visibility === "hidden") continue;
        if (e.closest(".visually-hidden, .skip, [popover]:not(:popover-open)")) continue;
        if (box.right > wide + 1 && !scrolls(e)) found.push(`${name(e)} ends at ${Math.round(box.right)} of ${wide}`);
        const hides = v => ["hidden", "clip"].includes(v);
        if (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) found.push(`${name(e)} is cut off at its side`);
        if (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2) found.push(`${name(e)} is cut off below`);
    }
    return [...new Set(found)].slice(0, 8);
}"""
FOCUS = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const look = () => { const s = getComputedStyle(e), a = getComputedStyle(e, "::after");
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.color,
            s.textDecorationLine, a.outlineStyle, a.boxShadow].join("|"); };
    const box = e.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
    const focused = look();
    e.blur();
    const plain = look();
    e.focus({focusVisible: true, preventScroll: true});
    const all = [...document.querySelectorAll("*")];
    return {
        name: e.outerHTML.slice(0, 120), order: all.indexOf(e), seen: focused !== plain,
        inside: box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1,
        covered: !(at && (at === e || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(l => l.contains(at))))),
    };
}"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.type !== "hidden").length"""


@pytest.fixture(scope="session")
def states(page_types, visitor):
    """One address for each type of page and each state of a view, by language."""
    found = {}
    asking = visitor.asking_addresses()
    for language in LANGUAGES:
        search = visitor.search_address(language)
        (practices,) = page_types["PracticeIndexPage"][language]
        found[language] = [urls[language][0] for urls in page_types.values() if language in urls] + [
            search,
            f"{search}?q=cuidados",
            f"{search}?q=xyzzyx",
            f"{practices}?r=reduce&country=uy&r=unknown",
            f"{visitor.root}/{language}/no-existe/",
            visitor.coverage_address(language),
            *(practices + state for practices in PRACTICES if f"/{language}/" in practices for state in STATES),
            *filter(None, [asking.get(language)]),
        ]
    return found


@pytest.fixture
def open_page(browser, demo_site):
    """A function that opens pages in one size, and keeps what the browser complained of."""
    contexts = []

    def opened(language="es", **options):
        context = browser.new_context(base_url=demo_site.url, locale=language, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: page.complaints.append(f"{page.url}: {message.text}") if message.type == "error" else None,
        )
        return page

    yield opened
    for context in contexts:
        context.close()


def gather(problems, found, where):
    for what, places in found.items():
        problems.setdefault(what, []).append(f"{where} {places}")


def told(problems):
    """Return problems as something short enough to read: how often each is met, and where first."""
    return json.dumps({what: (len(where), where[:2]) for what, where in problems.items()}, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_type_of_page_violates_wcag(open_page, states, axe, language):
    """Each type of page and state of a view, on a phone and a desk, in light and dark; in other words once, by light."""
    page = open_page(language, viewport=SIZES["phone"], reduced_motion="reduce")
    problems = {}
    for address in states[language]:
        page.goto(address)
        if language != LANGUAGES[0]:
            gather(problems, violations(page, axe), address)
            continue
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            for scheme, found in violations_by_scheme(page, axe):
                gather(problems, found, f"{address} {size} {scheme}")

    assert problems == {}, told(problems)


def test_no_record_of_the_sitemap_violates_wcag_or_makes_the_browser_complain(open_page, states, sitemap, axe):
    """Each record in one of its languages, now this one, now that: what differs between them is their words."""
    page = open_page(viewport=SIZES["phone"], reduced_motion="reduce")
    looked_at = {address for addresses in states.values() for address in addresses}
    problems = {}
    records = sorted({tuple(sorted({address, *alternates.values()})) for address, alternates in sitemap.items()})
    for number, addresses in enumerate(records):
        address = addresses[number % len(addresses)]
        page.goto(address)
        if address not in looked_at:
            gather(problems, violations(page, axe), address)

    assert problems == {}, told(problems)
    assert page.complaints == []


def test_the_check_itself_finds_a_violation(open_page, axe):
    page = open_page(viewport=SIZES["desk"])
    page.goto("/es/")
    page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: '/favicon.png'}))")

    assert any(what.startswith("image-alt") for what in violations(page, axe))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_on_the_smallest_screen(open_page, states, language):
    page = open_page(language, viewport={"width": 320, "height": 640})
    problems = {}
    for address in states[language]:
        page.goto(address)
        found = page.evaluate(CUT_OFF)
        if found:
            problems[address] = found

    assert problems == {}, told(problems)


@pytest.mark.parametrize("adaptation", ADAPTED)
def test_nothing_is_cut_off_with(open_page, states, adaptation):
    width, css = ADAPTED[adaptation]
    page = open_page("fr", viewport={"width": width, "height": 900})
    problems = {}
    for address in states["fr"]:
        page.goto(address)
        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
            css,
        )
        found = page.evaluate(CUT_OFF)
        if found:
            problems[address] = found

    assert problems == {}, told(problems)


def test_the_skip_link_comes_first_and_leads_to_the_content(open_page, states):
    page = open_page(viewport=SIZES["desk"])
    for address in states["es"]:
        page.goto(address)
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        expect(first).to_have_attribute("href", "#content")
        expect(first).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("kind", ["HomePage", "PracticeIndexPage", "PracticePage", "EventPage", "ChapterPage"])
@pytest.mark.parametrize("size", SIZES)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(open_page, page_types, kind, size):
    page = open_page(viewport=SIZES[size], reduced_motion="reduce")
    page.goto(page_types[kind]["es"][0])
    expected = page.evaluate(FOCUSABLE)
    stops = []
    page.keyboard.press("Tab")
    while (stop := page.evaluate(FOCUS)) and len(stops) <= expected + 5:
        stops.append(stop)
        page.keyboard.press("Tab")

    assert [stop["name"] for stop in stops if not stop["seen"]] == [], "The focus is not to be seen"
    assert [stop["name"] for stop in stops if not stop["inside"]] == [], "The focus is out of sight"
    assert [stop["name"] for stop in stops if stop["covered"]] == [], "The focus is behind something"
    order = [stop["order"] for stop in stops]
    assert order == sorted(order)
    assert len(stops) == expected


# Without scripts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_works_without_scripts(open_page, language):
    page = open_page(language, java_script_enabled=False, viewport=SIZES["phone"])
    page.goto(f"/{language}/")
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill("burkina faso")
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name=re.compile("Burkina Faso")).first.click()

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_contain_text("Burkina Faso")


@pytest.mark.parametrize("size", SIZES)
def test_a_list_is_narrowed_without_scripts_and_the_language_switch_keeps_the_choice(open_page, visitor, size):
    page = open_page("es", java_script_enabled=False, viewport=SIZES[size])
    page.goto("/es/practicas/")
    whole = page.locator("main section.results li h3").count()
    filters = page.locator("main details > summary").first
    # Where there is room they are open.
    if filters.is_visible():
        filters.click()
    page.locator("main input[name=r][value=represent]").check()
    page.locator("main .filters__form button[type=submit]").click()

    expect(page).to_have_url(re.compile(r"/es/practicas/\?r=represent$"))
    narrowed = page.locator("main section.results li h3").count()
    assert 0 < narrowed < whole
    expect(page.locator("main").get_by_role("link", name=re.compile("Representar")).first).to_be_visible()

    page.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/fr/pratiques/\?r=represent$"))
    expect(page.locator("main section.results li h3")).to_have_count(narrowed)


def test_the_menu_opens_without_scripts_on_a_phone(open_page):
    page = open_page("fr", java_script_enabled=False, viewport=SIZES["phone"])
    page.goto("/fr/")
    link = page.get_by_role("banner").get_by_role("link", name="Pratiques", exact=True)
    if not link.is_visible():
        page.get_by_role("banner").get_by_role("button", name=re.compile("Menu")).first.click()
    expect(link).to_be_visible()
    link.click()

    expect(page.locator("h1")).to_be_visible()
    assert tidy(page.locator("html").get_attribute("lang")) == "fr"
