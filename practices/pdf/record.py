"""A practice as the nodes of its PDF: what its page says, in the order of its page, but for its pictures."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agc.core.languages import autonym
from agc.core.templatetags.date_tags import day
from agc.core.texts import listed
from practices import showing
from practices.citations import citation_of
from practices.pdf import nodes
from practices.pdf.nodes import line, paragraph
from practices.record.values import document_address

# What is loaded for many practices at once, besides what their definition reads.
RELATIONS = ("places__country__broader",)


def data_of(page, request, note=""):
    """Return what the template sets of a practice, loaded as for the other files.

    Args:
        note: why it is in the collection that the file is of.
    """
    citation, filed = citation_of(page, request), page.concepts_by_scheme()
    return {
        "lang": nodes.language_tag(page.language) or "und",
        "title": line(page.title),
        "short": line(" · ".join(filter(None, (page.code, page.card_title)))),
        "kicker": [line(each) for each in kicker(page) if each],
        "local": local_name(page),
        "claim": line(page.claim),
        "notices": [*notices(page), *filter(None, [line(note)])],
        "facts": nodes.facts(in_short(page, filed)),
        "sections": [{"title": line(title), "in": found} for title, found in sections(page, filed, citation) if found],
        "address": citation.address,
    }


def kicker(page):
    return page.code, page.kind and page.kind.label, page.illustrative and _("Example")


def local_name(page):
    if not page.local_name:
        return []
    before, _name, after = _("Known locally as %(name)s").partition("%(name)s")
    return [before, *nodes.in_language(page.local_name_language, line(page.local_name)), after]


def notices(page):
    if page.illustrative:
        yield [{"b": [_("Example.")]}, " ", _("This page shows how something could look. It does not report facts.")]
    if page.review_by and page.review_by < timezone.localdate():
        text = _("The facts on this page were due for review by %(day)s. They may have changed since.")
        yield line(text % {"day": day(page.review_by)})


def in_short(page, filed):
    """Return what the fact box says: names, each with the lines that are said of it."""
    places = [place_of(row) for row in page.places.all()] or [line(_("Not said"))]
    places += [line(_("and in other countries"))] if page.multi_country else []
    results = [
        [{"b": line(f"{it.after} {it.unit}")}, f" {it.indicator}", f" ({it.year})" if it.year else ""]
        for it in page.results.all()[:3]
    ]
    return [
        (line(pgettext("fact box", "Where")), places + quiet_lines(page.regions)),
        (line(pgettext("fact box", "When")), [line(years(page))] if page.start_year else []),
        (line(_("For whom")), [line(labels(filed.get("population")))] if filed.get("population") else []),
        (line(_("What changed")), results or [line(page.get_results_status_display())]),
        (line(_("Who answers for it")), [lead(page)] if page.lead else []),
        (line(_("Stage")), [line(page.stage.label)] if page.stage else []),
        (line(_("Facts as of")), [line(day(page.facts_as_of))] if page.facts_as_of else []),
        (line(_("Page updated on")), [line(day(page.last_published_at))] if page.last_published_at else []),
        (line(_("Language of the page")), [line(autonym(page.language))]),
    ]


def place_of(row):
    """Return a place with its size."""
    return [*line(row), *([" ", {"quiet": line(row.size.label)}] if row.size else [])]


def quiet_lines(texts):
    return [[{"quiet": line(text)}] for text in texts]


def labels(concepts):
    return ", ".join(concept.label for concept in concepts or ())


def lead(page):
    kind = [{"quiet": line(page.lead_actor_type.label)}] if page.lead_actor_type else []
    return [*line(page.lead), *([" ", *kind] if kind else [])]


def years(page):
    """Return from when to when, as the page of a practice says it."""
    if page.ongoing:
        return _("Since %(year)s, goes on today") % {"year": page.start_year}
    if page.end_year:
        return _("From %(start)s to %(end)s") % {"start": page.start_year, "end": page.end_year}
    return _("From %(year)s; it has ended") % {"year": page.start_year}


def sections(page, filed, citation):
    """Yield the title and the blocks of each section; those that a practice does not fill have none."""
    yield _("Summary"), nodes.from_html(page.summary)
    yield _("In easy words"), nodes.paragraphs(page.easy_read)
    yield _("What it does for the five Rs"), effects(page)
    yield _("Problem and context"), nodes.from_html(page.problem)
    yield _("Objectives"), nodes.from_html(page.objectives)
    yield _("What is done and how it works"), nodes.from_stream(page.approach)
    yield _("Building blocks"), building_blocks(page)
    yield _("Key dates"), nodes.facts([(line(row.year), [line(row.text)]) for row in page.key_dates.all()])
    yield _("Who had a say"), participation(page)
    yield _("Law and institutions"), nodes.from_html(page.legal_basis)
    yield _("Who decides and coordinates"), nodes.from_html(page.governance)
    yield pgettext("of a practice", "Cost"), cost(page)
    yield pgettext("of a practice", "Results"), results_of(page)
    yield _("Gender, and not doing harm"), nodes.from_html(page.gender_note)
    for _role, title, rows in showing.conditions(page):
        yield title, [block for row in rows for block in condition(row)]
    yield pgettext("learnt from a practice", "Lessons"), rows_as_list("ul", page.lessons.all(), "text")
    yield _("Voices"), [block for row in page.voices.all() for block in voice(row)]
    yield _("How it goes on"), nodes.from_html(page.sustainability)
    yield _("What others need to do it too"), nodes.from_html(page.replication)
    yield _("What it offers to other organisations"), nodes.items("ul", offers(filed))
    yield _("Adapted from here to there"), adaptations(page)
    yield _("Files and recordings"), nodes.items("ul", [medium(row) for row in page.media.all()])
    yield _("Filed under"), nodes.facts(filed_under(page, filed))
    yield _("Partners"), nodes.items("ul", [partner(row) for row in page.partners.all()])
    yield _("Sources"), nodes.items("ol", [source(row) for row in page.sources.all()])
    yield _("Cite and reuse"), rights(page, citation)


def rows_as_list(kind, rows, name):
    return nodes.items(kind, [paragraph(nodes.lines(getattr(row, name))) for row in rows])


def heading(text):
    return [{"is": "h", "level": 3, "in": line(text)}] if line(text) else []


def said(label, text):
    """Return a paragraph that begins with what it is about."""
    return paragraph([{"b": [label]}, " ", *nodes.lines(text)]) if text else []


def effects(page):
    found = []
    for effect in page.effects.all():
        if effect.r:
            found += heading(effect.r.label) + paragraph(nodes.lines(effect.explanation))
            address = nodes.shown_link(effect.evidence)
            found += paragraph([{"b": [_("Evidence")]}, ": ", *address] if address else [])
    return found


def building_blocks(page):
    found = []
    for row in page.building_blocks.all():
        found += heading(row.name) + paragraph(nodes.lines(row.purpose))
        found += nodes.items("ol", [paragraph(line(step)) for step in row.step_list])
        found += said(_("What it needs:"), row.enabling) + said(_("What was learnt:"), row.lessons)
        found += paragraph([{"quiet": [_("It can be taken without the rest.")]}] if row.reusable else [])
    return found


def participation(page):
    grid = showing.participation_grid(page)
    if not grid:
        return []
    head = [[], *(line(str(phase).capitalize()) for phase in grid["phases"])]
    rows = [
        [line(str(who).capitalize()), *(line(degree or "–") for degree in degrees)] for who, degrees in grid["rows"]
    ]
    return nodes.table(head, rows)


def cost(page):
    staff = (line(pgettext("of a practice", "Staff")), [line(page.staffing)])
    if page.cost_status == "not-disclosed":
        return paragraph([_("The organisation does not disclose what it costs.")]) + nodes.facts(filled([staff]))
    rows = [
        (line(pgettext("cost", "A year")), [line(page.cost)]),
        (line(pgettext("cost", "Band")), [line(page.cost_band.label if page.cost_band else "")]),
        (line(pgettext("cost", "One unit")), [line(page.cost_of_unit)]),
        (line(_("Who pays")), [line(page.cost_payer)]),
        staff,
    ]
    return nodes.facts(filled(rows))


def filled(rows):
    return [(name, values) for name, values in rows if any(values)]


def results_of(page):
    rows = [
        [
            line(it.indicator),
            line(it.before or "–"),
            [{"b": line(it.after)}, f" {it.unit}", *sexes(it)],
            line(it.year),
            line(it.source),
        ]
        for it in page.results.all()
    ]
    if not rows:
        return paragraph(line(page.get_results_status_display()))
    head = [_("What was measured"), pgettext("results", "Before"), pgettext("results", "After"), _("Year")]
    head.append(pgettext("of a figure", "Source"))
    evidence = page.evidence and _("Kind of evidence: %(evidence)s") % {"evidence": page.evidence.label}
    table = nodes.table([line(name) for name in head], rows, widths=(3, 0, 2, 0, 2), numbers=(1, 2, 3))
    return table + paragraph([{"quiet": line(evidence)}] if evidence else [])


def sexes(result):
    women = result.women and _("%(number)s women and girls") % {"number": result.women}
    men = result.men and _("%(number)s men and boys") % {"number": result.men}
    found = listed((women, men))
    return [{"br": True}, {"quiet": line(found)}] if found else []


def condition(row):
    found = paragraph([{"quiet": line(row.kind.label)}] if row.kind else []) + paragraph(nodes.lines(row.text))
    return found + said(_("What was done about it:"), row.answer)


def voice(row):
    words = paragraph(nodes.lines(row.quote))
    by = "; ".join(filter(None, (row.role, row.get_side_display(), row.source)))
    return [{"is": "quote", "in": words, "by": line(by)}] if words else []


def offers(filed):
    return [paragraph(line(each.label)) for each in filed.get("exchange-offer", []) if each.code != "no-offer"]


def adaptations(page):
    """Return from what a practice was adapted, as far as it is public."""
    rows = [row for row in page.links.all() if row.other and row.relation == row.Relation.ADAPTED]
    return nodes.items(
        "ul", [paragraph(line(f"{row.other.title} ({row.other.code})")) + paragraph(line(row.note)) for row in rows]
    )


def medium(row):
    address = document_address(row.document) if row.document else row.url
    about = [*nodes.in_language(row.language, line(row.title)), f" ({row.get_kind_display()})", {"br": True}]
    return paragraph([*about, *nodes.shown_link(address)])


def filed_under(page, filed):
    lists = [
        (_("Type of care"), "care-type"),
        (_("Component"), "component"),
        (_("For whom"), "population"),
        (pgettext("of government or society", "Level"), "level"),
        (pgettext("urban, rural", "Setting"), "setting"),
        (_("Sustainable Development Goals"), "sdg"),
        (_("Norms and commitments"), "norm"),
        (_("Success factors"), "success-factor"),
    ]
    rows = [(line(name), [line("; ".join(each.label for each in filed.get(code, ())))]) for name, code in lists]
    rows.append((line(_("Kind of care")), [line(f"{page.get_paid_display()}; {page.get_direct_display()}")]))
    return filled(rows)


def partner(row):
    return paragraph([*line(row.name), " ", {"quiet": line(row.get_role_display())}])


def source(row):
    """Return a source with its year, its whole address and when it was read: paper has nothing to click on."""
    about = "".join(f", {part}" for part in (row.publisher, row.year) if part)
    read = row.accessed and _("read on %(day)s") % {"day": day(row.accessed)}
    within = [*nodes.in_language(row.language, line(row.title)), *line(about), *line(read and f" ({read})")]
    return paragraph(within + ([{"br": True}, *nodes.shown_link(row.url)] if row.url else []))


def rights(page, citation):
    rest = f" ({citation.code}). {citation.publisher}, {citation.series}. "
    found = [f"{citation.author} ({citation.year}). ", {"i": line(citation.title)}, rest]
    found = paragraph([*found, *nodes.shown_link(citation.address)])
    licence = _("This text may be shared under the licence %(name)s.") % {"name": page.get_licence_display()}
    return found + paragraph([*line(licence), " ", *nodes.shown_link(page.licence_url)])
