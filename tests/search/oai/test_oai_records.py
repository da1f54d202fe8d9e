"""OAI-PMH: how a record is described in its languages, and that it stays listed when it is public no more."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from agc.vocabulary.models import ConceptLabel
from practices.models import Contributor
from tests.factories import concept, frame_page, member, practice, publication, translate
from tests.search.oai.harvesting import (
    HOST,
    OAI,
    PRACTICES,
    SCHEMA,
    ask,
    datestamp,
    identifier,
    identifiers,
    record,
    stamp,
    told,
)

pytestmark = pytest.mark.django_db


def test_a_record_is_described_in_all_its_languages(client):
    page = practice("es", title="Cuidar", claim="Cambió quién cuida.", country="uy", licence="cc-by-sa-4.0")
    english = translate(page, "en", title="To care", claim="It changed who cares.", lead_name="Ministerio")
    root = record(client, page)
    (found,) = root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc")
    assert found.get(SCHEMA).split()[1] == "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    assert told(root, "title") == [("es", "Cuidar"), ("en", "To care")]
    assert told(root, "description") == [("es", "Cambió quién cuida."), ("en", "It changed who cares.")]
    assert told(root, "language") == [(None, "es"), (None, "en")]
    assert told(root, "identifier") == [
        (None, page.full_url),
        (None, english.full_url),
        (None, f"https://{HOST}/{page.code}"),
    ]
    assert {("es", "Primera infancia"), ("en", "Early childhood care"), ("es", "Reconocer")} <= set(
        told(root, "subject")
    )
    assert {("es", "Uruguay"), ("en", "Uruguay"), (None, "UY"), ("en", "South America")} <= set(told(root, "coverage"))
    assert not {text for _language, text in told(root, "subject")} & {"Uruguay", "UY"}
    assert told(root, "rights") == [(None, "https://creativecommons.org/licenses/by-sa/4.0/")]
    assert told(root, "date") == [(None, page.first_published_at.date().isoformat())]
    assert told(root, "type") == [(None, "Text"), ("es", "Buena práctica"), ("en", "Good practice")]
    assert ("en", "Global Alliance for Care") in told(root, "publisher")
    # The same in both languages: in none of them.
    assert told(root, "creator") == [(None, "Ministerio")]


def test_who_made_a_publication_stands_in_it(client):
    page = publication(publisher="ONU Mujeres")
    page.contributors = [
        Contributor(name="Ana Ruiz", role="author", locale=page.locale),
        Contributor(name="Leo Paz", role="editor", locale=page.locale),
    ]
    page.save_revision().publish()
    translate(page, "fr", title="Le guide")
    root = record(client, page)
    assert told(root, "publisher") == [("es", "ONU Mujeres"), ("fr", "fr ONU Mujeres")]
    assert ("es", "Ana Ruiz") in told(root, "creator")
    assert ("es", "Leo Paz") in told(root, "contributor")


def test_an_organisation_is_named_as_its_public_page_is(client):
    lead = member(title="Red de cuidados")
    translate(lead, "en", title="Care network")
    page = practice(lead_member=lead, lead_name="")
    translate(page, "en")
    translate(page, "fr")
    # In French it has its source's name.
    assert told(record(client, page), "creator") == [(None, "Red de cuidados"), ("en", "Care network")]
    PageViewRestriction.objects.create(page=lead, restriction_type=PageViewRestriction.LOGIN)
    assert "Red de cuidados" not in str(told(record(client, page), "creator"))


def test_drafts_private_pages_and_closed_languages_are_told_to_nobody(client):
    page = practice("es", title="Cuidar", concepts=[concept("care-type", "early-childhood")])
    translate(page, "en", title="Not yet", publish=False)
    french = translate(page, "fr", title="En privé")
    draft = practice("es", title="Borrador")
    draft.unpublish()
    PageViewRestriction.objects.create(page=french, restriction_type=PageViewRestriction.LOGIN)
    root = record(client, page)
    assert told(root, "title") == [("es", "Cuidar")]
    assert {language for language, _text in told(root, "subject")} == {"es"}
    text = client.get("/oai", PRACTICES | {"verb": "ListRecords"}).content.decode()
    assert not [title for title in ("Not yet", "En privé", "Borrador") if title in text]

    french.get_view_restrictions().delete()
    assert told(record(client, page), "title") == [("es", "Cuidar"), ("fr", "En privé")]
    frame_page("home", "fr").unpublish()
    assert told(record(client, page), "title") == [("es", "Cuidar")]


def test_a_page_just_taken_back_is_not_told_even_before_the_index_has_followed(client, committed):
    page = committed(practice, title="Retirada")
    type(page).objects.filter(pk=page.pk).update(live=False)
    root = record(client, page)
    assert not told(root, "title")
    assert root.find(f".//{OAI}header").get("status") == "deleted"


def test_what_is_public_no_more_stays_listed_as_deleted(client):
    page = practice()
    kept = practice()
    ask(client, "Identify")
    stamp(page, 2020, 1, 1)
    stamp(kept, 2020, 1, 1)
    page.unpublish()
    root = ask(client, "ListRecords", from_="2021-01-01", **PRACTICES)
    (found,) = root.iter(f"{OAI}record")
    assert [child.tag for child in found] == [f"{OAI}header"]
    assert found[0].get("status") == "deleted"
    assert identifiers(root) == [identifier(page)]
    assert [child.tag.removeprefix(OAI) for child in found[0]] == ["identifier", "datestamp"]
    key = page.translation_key
    page.delete()
    header = ask(client, "GetRecord", identifier=f"oai:{HOST}:{key}", metadataPrefix="oai_dc").find(f".//{OAI}header")
    assert header.get("status") == "deleted"


def test_the_datestamp_is_that_of_the_last_change_of_what_is_public(client):
    page = practice("es")

    def moves(action):
        ask(client, "Identify")
        stamp(page, 2020, 1, 1)
        before = datestamp(page)
        action()
        ask(client, "Identify")
        return datestamp(page) != before

    assert not moves(lambda: call_command("rebuild_search", verbosity=0))
    assert not moves(page.save_revision)
    assert moves(lambda: page.save_revision().publish())
    assert moves(lambda: translate(page, "en"))
    label = ConceptLabel.objects.get(concept=concept("care-type", "early-childhood"), language="es")
    label.preferred = "Primeros años"
    label.save()
    assert moves(label.concept.save)
    assert ("es", "Primeros años") in told(record(client, page), "subject")
    translation = page.get_translations().get(locale__language_code="en")
    assert moves(translation.unpublish)
    assert moves(page.unpublish)
    assert not moves(lambda: call_command("rebuild_search", verbosity=0))


def test_texts_that_xml_would_take_for_its_own_are_read_as_they_are(client):
    page = practice(title="Más <b>cuidado</b> & \x08menos\x1f")
    assert told(record(client, page), "title") == [("es", "Más <b>cuidado</b> & menos")]
