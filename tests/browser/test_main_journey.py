"""The main job, as people do it: a practice written, reviewed, published, translated, read, changed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import Album, Person
from tests.browser.translators import Translator, said

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

ALBUM = Path(__file__).resolve().parents[2] / "var" / "journey"
TITLE = "Casa de cuidado nocturno"
CLAIM = "Quien trabaja de noche deja a sus hijas e hijos en buenas manos."
NEW_CLAIM = "Quien trabaja de noche cuenta con una casa que cuida, en cada barrio."
SUMMARY = "Una casa abierta de noche cuida a niñas y niños cuyas familias trabajan."
BETTER_SUMMARY = "Una casa abierta toda la noche cuida a niñas y niños de seis meses a doce años."
EXPLANATION = "La noche deja de ser asunto de una sola persona."
PROBLEM = "Las guarderías cierran a las cinco de la tarde y el hospital nunca."
APPROACH = "Tres personas cuidadoras reciben a los grupos desde las seis de la tarde."
INDICATOR = "Niñas y niños que duermen en la casa"
UNIT = "niñas y niños"
SOURCE = "Registro municipal, 2025"
DATE_TEXT = "Abre la primera casa"
LEAD = "Intendencia de Montevideo"
PARTNER = "Sindicato de enfermería"
WORDS = {
    "en": {
        TITLE: "Night care house",
        CLAIM: "Those who work at night leave their children in good hands.",
        BETTER_SUMMARY: "A house open all night cares for children from six months to twelve years.",
        EXPLANATION: "The night is no longer the business of one person alone.",
        PROBLEM: "Nurseries close at five in the afternoon, and the hospital never does.",
        APPROACH: "Three carers receive the groups from six in the evening.",
        INDICATOR: "Children who sleep at the house",
        UNIT: "children",
        DATE_TEXT: "The first house opens",
        LEAD: "Municipality of Montevideo",
        PARTNER: "Nurses’ union",
    },
    "fr": {
        TITLE: "Maison de garde de nuit",
        CLAIM: "Qui travaille la nuit laisse ses enfants en de bonnes mains.",
        BETTER_SUMMARY: "Une maison ouverte toute la nuit accueille des enfants de six mois à douze ans.",
        EXPLANATION: "La nuit n’est plus l’affaire d’une seule personne.",
        PROBLEM: "Les crèches ferment à dix-sept heures, et l’hôpital jamais.",
        APPROACH: "Trois personnes accueillent les groupes dès dix-huit heures.",
        INDICATOR: "Enfants qui dorment à la maison",
        UNIT: "enfants",
        DATE_TEXT: "La première maison ouvre",
        LEAD: "Municipalité de Montevideo",
        PARTNER: "Syndicat infirmier",
    },
}
LISTS = {"es": "Prácticas", "en": "Practices", "fr": "Pratiques"}
AUTONYMS = {"es": "Español", "en": "English", "fr": "Français"}
REMOVE = f"""
from wagtail.models import Page
for page in Page.objects.filter(title__in={[TITLE, WORDS["en"][TITLE], WORDS["fr"][TITLE]]!r}).order_by("-pk"):
    page.specific.delete()
"""


@pytest.fixture
def enter(admit, demo_site):
    """A function that lets a person in; what they do is kept in pictures."""
    album = Album(ALBUM)
    yield lambda language, account=None, kind=Person: admit(album, language, account, kind)
    demo_site.shell(REMOVE)


def test_from_a_practice_written_to_a_practice_read(enter):
    editor = enter("es-MX", "editor")
    secretariat = enter("es", "secretariat")
    reviewer = enter("es", "reviewer")

    write_the_practice(editor)
    editor.keep("editor-wrote-the-practice")
    editor.submit()
    editor.keep("editor-submitted")

    review(secretariat, "reject", "Falta decir de qué edades se trata.")
    secretariat.keep("secretariat-asked-for-a-change")

    make_the_change(editor)
    editor.keep("editor-resubmitted")

    approve(secretariat, reviewer)
    code = published_practice(enter("es"))

    send_to_translators(secretariat)
    for language in WORDS:
        translate(enter(language, f"translator-{language}", Translator), language)
    for language in WORDS:
        approve_translation(enter(language, f"language-reviewer-{language}", Translator), language)

    for language in ("es", "en", "fr"):
        read(enter(language), language, code)

    change_a_number_and_a_sentence(editor)
    approve(secretariat, reviewer)
    see_the_change(enter)

    for person in (editor, secretariat, reviewer):
        assert person.problems == []


def write_the_practice(editor):
    """Fill in all that is required, as the form asks for it."""
    page = editor.page
    editor.explore("es", LISTS["es"])
    page.locator("a[href$='/add_subpage/']").first.click()
    page.locator("main a[href*='/add/practices/practicepage/']").click()
    page.fill("[name=title]", TITLE)
    page.fill("[name=claim]", CLAIM)
    editor.write("[data-contentpath=summary]", SUMMARY)
    page.select_option("[name=kind]", label="Servicio")
    page.select_option("[name=stage]", label="Prometedora")
    page.fill("[name=start_year]", "2021")
    page.select_option("[name=places-0-country]", label="Uruguay")
    page.fill("[name=places-0-place]", "Montevideo")
    page.fill("[name=lead_name]", LEAD)
    page.select_option("[name=lead_actor_type]", label="Gobierno subnacional o local")
    editor.keep("editor-begins")

    editor.tab("#id_partners-ADD")
    page.locator("#id_partners-ADD").click()
    page.fill("[name=partners-0-name]", PARTNER)
    page.select_option("[name=partners-0-actor_type]", label="Sociedad civil")
    page.select_option("[name=partners-0-role]", "technical")
    editor.tab("[name=effects-0-r]")
    page.select_option("[name=effects-0-r]", label="Redistribuir")
    page.fill("[name=effects-0-explanation]", EXPLANATION)
    editor.write("[data-contentpath=problem]", PROBLEM)
    page.locator("[data-contentpath=approach] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Texto", exact=True).click()
    editor.write("[data-contentpath=approach]", APPROACH)
    page.locator("#id_key_dates-ADD").click()
    page.fill("[name=key_dates-0-year]", "2021")
    page.fill("[name=key_dates-0-text]", DATE_TEXT)

    editor.tab("[name=results_status]")
    page.select_option("[name=results_status]", "measured")
    page.select_option("[name=evidence]", label="Datos de seguimiento")
    page.locator("#id_results-ADD").click()
    page.fill("[name=results-0-indicator]", INDICATOR)
    page.fill("[name=results-0-after_value]", "1250")
    page.fill("[name=results-0-unit]", UNIT)
    page.fill("[name=results-0-year]", "2025")
    page.fill("[name=results-0-source]", SOURCE)
    editor.tab("[name=sources-0-title]")
    for label in ("Municipal", "Primera infancia", "Servicios", "Urbano"):
        editor.tick(label)
    page.fill("[name=sources-0-title]", "Informe anual de cuidados")
    page.fill("[name=sources-0-year]", "2025")
    page.get_by_role("checkbox", name="La organización está de acuerdo").or_(
        page.locator("[name=owner_consent]")
    ).first.check()


def review(person, action, comment):
    """Find the practice among what waits for a review, and decide."""
    person.page.goto("/admin/")
    waiting = person.page.get_by_role("link", name=TITLE).first
    expect(waiting).to_be_visible()
    person.keep("waiting-for-a-review")
    waiting.click()
    return person.decide(action, comment)


def make_the_change(editor):
    """See what was asked for, do it, hand it in again."""
    page = editor.page
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("status").get_by_text("Falta decir de qué edades se trata.")).to_be_visible()
    editor.keep("editor-reads-what-was-asked")
    editor.rewrite("[data-contentpath=summary]", BETTER_SUMMARY)
    editor.submit()


def approve(secretariat, reviewer):
    """The three steps of the review of a practice."""
    review(secretariat, "approve", "Completa y con fuentes.")
    secretariat.keep("secretariat-found-it-eligible")
    review(reviewer, "approve", "Pertinencia 3, evidencia 2, claridad 3.")
    reviewer.keep("reviewer-approved")
    review(secretariat, "approve", "Lista para publicarse.")
    secretariat.keep("secretariat-published")


def published_practice(reader):
    """Return the code of the practice, as the reader of the list sees it published."""
    reader.page.goto("/es/")
    reader.page.get_by_role("link", name=TITLE).first.click()
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    expect(reader.page.locator("main")).to_contain_text(BETTER_SUMMARY)
    reader.keep("published-in-spanish")
    return re.search(r"AGC-\d{4}", reader.page.locator("main").inner_text()).group()


def send_to_translators(secretariat):
    page = secretariat.page
    secretariat.explore("es", LISTS["es"])
    secretariat.open_from_list(TITLE)
    link = page.locator("a[href*='/localize/submit/page/']").first
    if not link.is_visible():
        secretariat.unfold("header .w-dropdown__toggle, [data-w-breadcrumbs] ~ * .w-dropdown__toggle")
    link.click()
    expect(page.locator("[name=locales]")).to_have_count(2)
    for box in page.locator("[name=locales]").all():
        box.check()
    secretariat.keep("secretariat-sends-to-the-translators")
    with page.expect_navigation():
        page.locator("main form [type=submit], form.w-form [type=submit]").first.click()
    assert TITLE in secretariat.said()
    secretariat.keep("sent-to-the-translators")


def translate(translator, language):
    """Find the practice at the desk, take it, translate every text of it, and send it to be reviewed."""
    translator.desk()
    expect(translator.line(TITLE).locator(".desk-status")).to_have_text(said(language, "Requested"))
    translator.keep(f"translator-{language}-finds-it")
    translator.press_at(TITLE, said(language, "Take it"))
    translator.open_at_the_desk(TITLE)
    due = translator.due()
    assert set(due) == set(WORDS[language])
    translator.keep(f"translator-{language}-begins")
    for source in due:
        translator.translate(source, WORDS[language][source])
    expect(translator.rows("missing")).to_have_count(0)
    translator.keep(f"translator-{language}-is-done")
    assert translator.may() == {"save", "submit"}
    translator.act("submit")
    expect(translator.page.locator(".te-status")).to_have_text(said(language, "In review"))
    translator.keep(f"translator-{language}-submitted")


def approve_translation(reviewer, language):
    """Find the translation among what waits for a decision, read it, approve it."""
    reviewer.open_what_waits(TITLE)
    for source, text in WORDS[language].items():
        expect(reviewer.field(source)).to_have_value(text)
    reviewer.keep(f"language-reviewer-{language}-reads")
    reviewer.act("approve")
    expect(reviewer.page.locator(".te-status")).to_have_text(said(language, "Published"))
    reviewer.keep(f"published-in-{language}")


def read(reader, language, code):
    """From the home page to the practice, and on to each other language of it."""
    titles = {"es": TITLE} | {code: words[TITLE] for code, words in WORDS.items()}
    page = reader.page
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    reader.keep(f"reader-{language}-at-home")
    page.get_by_role("link", name=titles[language]).first.click()
    reader.keep(f"reader-{language}-reads")
    for other in [*(name for name in titles if name != language), language]:
        page.get_by_role("banner").get_by_role("link", name=AUTONYMS[other]).click()
        expect(page.locator("html")).to_have_attribute("lang", other)
        expect(page.locator("h1")).to_have_text(titles[other])
        expect(page.locator("main")).to_contain_text(code)
        expect(page.locator("main")).to_contain_text(re.compile("1[,\\s\u00a0\u202f]?250"))
    assert reader.problems == []
    assert page.context.cookies() == []


def change_a_number_and_a_sentence(editor):
    editor.explore("es", LISTS["es"])
    editor.open_from_list(TITLE)
    editor.page.fill("[name=claim]", NEW_CLAIM)
    editor.tab("[name=results-0-after_value]")
    editor.page.fill("[name=results-0-after_value]", "1873")
    editor.submit()
    editor.keep("editor-changed-a-number-and-a-sentence")


def see_the_change(enter):
    """The number is new everywhere; the sentence waits for the translators, and their published words stay."""
    claims = {"es": NEW_CLAIM} | {code: words[CLAIM] for code, words in WORDS.items()}
    titles = {"es": TITLE} | {code: words[TITLE] for code, words in WORDS.items()}
    for language, claim in claims.items():
        reader = enter(language)
        reader.page.goto(f"/{language}/")
        reader.page.get_by_role("link", name=titles[language]).first.click()
        main = reader.page.locator("main")
        expect(main).to_contain_text(re.compile("1[,\\s\u00a0\u202f]?873"))
        expect(main).not_to_contain_text(re.compile("1[,\\s\u00a0\u202f]?250"))
        expect(main).to_contain_text(claim)
        if language != "es":
            expect(main).not_to_contain_text(NEW_CLAIM)
        reader.keep(f"reader-{language}-sees-the-new-number")
    for language, words in WORDS.items():
        translator = enter(language, f"translator-{language}", Translator)
        translator.desk()
        line = translator.line(TITLE)
        expect(line.locator(".desk-status")).to_have_text(said(language, "Outdated"))
        translator.keep(f"translator-{language}-finds-it-outdated")
        translator.open_at_the_desk(TITLE)
        assert translator.due() == [NEW_CLAIM]
        changed = translator.row(NEW_CLAIM)
        expect(changed.locator(".te-changes del").first).to_be_visible()
        expect(changed.locator(".te-changes ins").first).to_be_visible()
        expect(changed.locator(".te-offer--previous")).to_contain_text(words[CLAIM])
        translator.keep(f"translator-{language}-sees-what-is-due")
        assert translator.problems == []
