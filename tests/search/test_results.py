"""What a reader sees of the results: what was meant, why it was found, and how to narrow it."""

import pytest
from django.urls import reverse

from agc.vocabulary.models import Concept
from tests.factories import practice, standard, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def laundry(committed):
    return committed(practice, title="Lavandería comunitaria", claim="Las vecinas lavan la ropa de quien no puede.")


def links(page):
    return [link["href"] for link in page.select(".results .card__title a")]


def said(page):
    return " ".join(" ".join(notice.get_text().split()) for notice in page.select("p.notice[role=status]"))


@pytest.mark.parametrize("query", ["lavanderia", "lavanderías", "labandería", "lavanderai", "lavander", "comunitarios"])
def test_other_forms_and_slips_find_it(results, laundry, query):
    assert links(results(query))[0] == laundry.get_url()


@pytest.mark.parametrize("query", ["lavandería", "lavanderías"])
def test_no_slip_is_seen_where_there_is_none(results, laundry, query):
    assert said(results(query)) == ""


def test_a_slip_is_said(results, laundry):
    page = results("labandería")
    assert "labandería" in said(page)
    assert "lavandería" in said(page)


def test_what_was_meant_is_written_as_in_the_reader_s_language(results, committed):
    committed(practice, "en", title="Telekomunitario")
    committed(practice, title="Telekomunitário")
    for language, meant in (("en", "Telekomunitario"), ("es", "Telekomunitário"), ("fr", "Telekomunitario")):
        assert meant in said(results("Telecomunitario", language))
        assert meant.lower() in said(results("telecomunitario", language))


@pytest.fixture
def ombres(committed):
    """Three records in Spanish that tell of men, "hombres", and one in French that tells of shadows, "ombres"."""
    for number in range(3):
        committed(practice, title=f"Hombres del barrio {number}", claim="Los hombres cuidan.")
    return committed(practice, "fr", title="Les ombres du soir", claim="Qui veille, la nuit ?")


def offered(page):
    return {link.text: link["href"] for link in page.select("p.notice[role=status] a")}


def test_a_slip_that_is_a_word_of_another_language_is_found_and_what_was_meant_is_offered(results, ombres):
    page = results("Ombres barrio", r="recognise")
    assert offered(page) == {"Hombres barrio": f"{reverse('search')}?q=Hombres+barrio&r=recognise"}
    page = results("ombres")
    assert links(page) == [ombres.get_url()]
    assert "hombres" in said(page)
    assert len(links(results(*offered(page)))) == 3


def test_nothing_is_offered_in_the_language_that_has_the_word(results, ombres):
    assert offered(results("ombres", "fr")) == {}


def test_a_slip_that_is_how_another_word_begins_is_offered_its_word(results, committed):
    committed(practice, "en", title="Leave for parents")
    committed(practice, "en", title="Levels")
    assert list(offered(results("Parents leve", "en"))) == ["Parents leave"]


def test_what_is_said_is_offered_before_what_stands_in_the_same_records(results, committed):
    committed(practice, title="Dependencia leve")
    committed(practice, "en", title="Parental leave")
    for number in range(3):
        committed(practice, "en", title=f"Live well, parental school {number}")
    assert list(offered(results("parental leve", "en"))) == ["parental leave", "parental live"]


def test_who_asks_in_another_language_is_not_corrected(results, ombres):
    assert offered(results("ombres soir")) == {}
    assert offered(results("OMBRES")) == {}


def test_nothing_is_offered_where_it_would_not_help(results, committed, ombres):
    committed(practice, "fr", title="Une ombre")
    assert offered(results("ombres")) == {}
    assert offered(results("ombres barrio")) == {"hombres barrio": f"{reverse('search')}?q=hombres+barrio"}
    assert offered(results("ombres", r="reduce")) == {}


def test_a_short_word_is_taken_as_it_is(results, laundry):
    assert links(results("rop")) == [laundry.get_url()]
    assert links(results("rpa")) == []


def test_quotes_want_the_words_as_they_stand(results, committed, laundry):
    other = committed(standard, title="Ropa", summary="Lavan mucho, y la ropa también.")
    assert set(links(results("lavan la ropa"))) == {laundry.get_url(), other.get_url()}
    assert links(results('"lavan la ropa"')) == [laundry.get_url()]
    assert links(results('"la ropa lavan"')) == []


def test_a_minus_leaves_out(results, committed, laundry):
    other = committed(standard, title="Lavandería de hotel")
    assert links(results("lavandería -hoteles")) == [laundry.get_url()]
    assert links(results('lavandería -"comunitaria"')) == [other.get_url()]
    assert laundry.get_url() not in links(results("-lavandería"))


def test_words_that_say_little_are_looked_for_where_there_is_nothing_else(results, committed):
    page = committed(standard, title="De la a la z", summary="Sobre el de y el la.")
    assert page.get_url() in links(results("de la"))


def test_where_no_record_has_all_the_words_those_that_have_some_are_shown(results, laundry):
    page = results("lavandería interplanetaria")
    assert links(page) == [laundry.get_url()]
    assert said(page)


def test_the_summary_that_matched_is_shown_once_with_its_words_marked(results, laundry):
    page = results("vecina ropas")
    assert [mark.get_text() for mark in page.select(".card__teaser mark")] == ["vecinas", "ropa"]
    assert page.select_one(".results").get_text().count(laundry.claim) == 1
    assert not page.select(".result__passage")


def test_the_passage_that_matched_is_shown_below_with_its_words_marked(results, committed):
    page = committed(standard, summary="De otra cosa.", body=[("paragraph", "<p>Las vecinas lavan la ropa.</p>")])
    found = results("vecina ropas")
    assert links(found) == [page.get_url()]
    passage = found.select_one(".result__passage")
    assert [mark.get_text() for mark in passage.select("mark")] == ["vecinas", "ropa"]
    assert passage["lang"] == "es"
    assert found.select_one(".card__teaser").get_text() == "De otra cosa."


def test_where_the_summary_has_some_of_the_words_a_passage_with_more_of_them_is_shown_too(results, committed):
    body = [("paragraph", f"<p>La remolacha, la remolacha. {'De otra cosa. ' * 40}Hay remolachas en la huerta.</p>")]
    committed(standard, summary="De una huerta.", body=body)
    found = results("remolacha huerta")
    assert [mark.get_text() for mark in found.select(".card__teaser mark")] == ["huerta"]
    assert [mark.get_text() for mark in found.select(".result__passage mark")] == ["remolachas", "huerta"]
    # It has no more than the summary.
    assert not results("huerta").select(".result__passage")


@pytest.mark.parametrize("query", ["842278", "842.278", "842 278", "2,5", "2.5"])
def test_numbers_are_marked_however_they_are_written(results, committed, query):
    committed(practice, title="Uno", claim="Son 842.278 personas, el 2,5 %, y no 12,5 ni 8.422.")
    marked = [mark.get_text() for mark in results(query).select(".card__teaser mark")]
    assert marked == ["842.278" if "8" in query else "2,5"]


@pytest.mark.parametrize("query", ["eau", "l’eau", "eaux"])
def test_a_word_that_is_an_acronym_too_is_marked(results, committed, query):
    committed(practice, "fr", title="Un", claim="Pour chercher de l’eau.")
    assert [mark.get_text() for mark in results(query, "fr").select(".card__teaser mark")] == ["eau"]


def test_several_languages_of_a_record_are_named(results, committed, laundry):
    assert "En varios idiomas:" not in results("lavandería").select_one(".results").get_text()
    committed(translate, laundry, "en", title="Community laundry")
    assert "En varios idiomas: español; inglés" in results("lavandería").select_one(".results").get_text()


def test_more_words_than_are_read_are_said(results, laundry):
    assert "24" in said(results("lavandería " + " ".join(f"palabra{number}" for number in range(24))))
    assert "24" not in said(results("lavandería"))


def test_a_summary_in_another_language_says_so(results, laundry):
    teaser = results("vecina", "fr").select_one(".card__teaser")
    assert (teaser["lang"], teaser["dir"], teaser.mark.get_text()) == ("es", "ltr", "vecinas")
    assert not results("vecina").select_one(".card__teaser").has_attr("lang")


def test_a_match_in_another_language_is_shown_in_that_language(results, committed, laundry):
    committed(translate, laundry, "en", title="Community laundry", claim="Neighbours wash the clothes.")
    page = results("neighbours")
    assert links(page) == [laundry.get_url()]
    passage = page.select_one(".result__passage")
    assert (passage["lang"], passage.mark.get_text()) == ("en", "Neighbours")


def test_a_match_by_a_concept_names_it_in_the_reader_s_language(results, laundry):
    page = results("early childhood")
    assert links(page) == [laundry.get_url()]
    assert "Primera infancia" in page.select_one(".result__why").get_text()


def test_a_concept_that_has_a_word_that_stands_in_no_text_is_named_too(results, committed):
    concepts = list(Concept.objects.filter(code__in=("national", "early-childhood", "services")))
    committed(practice, title="Uno", claim="Hay remolacha.", concepts=concepts)
    found = results("remolacha primera infancia")
    assert [mark.get_text() for mark in found.select(".card__teaser mark")] == ["remolacha"]
    assert "Primera infancia" in found.select_one(".result__why").get_text()
    assert not results("remolacha").select(".result__why")


def test_markup_in_a_text_is_shown_as_text(results, committed):
    committed(standard, title="Signos", summary="Uno &lt;script&gt;alert(1)&lt;/script&gt; zanahoria & más.")
    for query in ("zanahoria", "signos"):
        summary = results(query).select_one(".card__teaser")
        assert summary.select("script") == []
        assert summary.get_text() == "Uno <script>alert(1)</script> zanahoria & más."


def test_facets_count_the_whole_result_and_leave_their_own_choice_out(results, committed, laundry):
    committed(standard, title="Lavandería de hotel")
    counts = {
        box["value"]: int(box.parent.select_one(".check__count").get_text())
        for box in results("lavandería").select("input[name=type]")
    }
    assert counts == {"practicepage": 1, "standardpage": 1}
    page = results("lavandería", type="practicepage")
    assert links(page) == [laundry.get_url()]
    boxes = {box["value"]: box.has_attr("checked") for box in page.select("input[name=type]")}
    assert boxes == {"practicepage": True, "standardpage": False}
    assert page.select_one("form.filters__form input[name=q]")["value"] == "lavandería"


def test_a_country_is_found_by_its_region(results, laundry):
    assert laundry.get_url() in links(results("", region="019"))
    found = results("Amérique du Sud", "fr")
    assert laundry.get_url() in links(found)
    assert "En rapport avec\xa0: Amérique du Sud" in found.select_one(".results").get_text()


def test_what_two_lists_call_alike_is_named_once(results, committed):
    concepts = list(Concept.objects.filter(code__in=("national", "early-childhood", "services")))
    for one in concepts[:2]:
        label = one.labels.get(language="es")
        label.preferred = "Remolachar"
        committed(label.save)
        committed(one.save)
    committed(practice, title="Uno", concepts=concepts)
    assert "Tiene que ver con: Remolachar\n" in results("remolachar").select_one(".results").get_text() + "\n"


def test_what_the_address_chooses_that_nobody_knows_is_named(results, laundry):
    page = results("lavandería", type="nada")
    assert links(page) == [laundry.get_url()]
    assert "nada" in said(page)
    # Also where nothing else is asked for.
    page = results("", type="nada")
    assert laundry.get_url() in links(page)
    assert "nada" in said(page)


def test_a_very_long_question_is_not_repeated_by_each_link(results, laundry):
    page = results("lavandería " * 1000, type="practicepage")
    assert links(page) == [laundry.get_url()]
    assert max(len(link["href"]) for link in page.select("main a")) < 600
    [again] = [link["href"] for link in page.select("a.chip--clear")]
    assert "lavander" in again


def test_a_word_that_none_has_stands_for_one_of_the_same_root(results, committed):
    page = committed(practice, title="Menos dimisiones")
    assert links(results("dimisionario")) == [page.get_url()]
    assert "dimisiones" in said(results("dimisionario"))
    # Too little is alike.
    assert links(results("dimidiario")) == []


def test_what_was_found_by_another_name_says_where_it_stands(results, committed):
    page = committed(practice, title="Un acuerdo", claim="Lo pagan las fundaciones.")
    found = results("grant-maker")
    assert page.get_url() in links(found)
    assert "fundaciones" in [mark.text for mark in found.select(".results mark")]


def test_a_word_of_everyday_finds_what_says_the_same_in_another_language(results, committed):
    page = committed(practice, title="Menos ausencias", claim="La empresa ofrece horario flexible a su personal.")
    found = results("flexitime", "en")
    assert links(found) == [page.get_url()]
    assert "flexible" in [mark.text for mark in found.select(".results mark")]


def test_a_name_is_not_taken_for_its_opposite(results, committed):
    paid = committed(practice, title="Uno", claim="Hay licencia con goce para todas.")
    unpaid = committed(practice, title="Otro", claim="Hay licencia sin goce para todas.")
    assert links(results("unpaid leave"))[0] == unpaid.get_url()
    assert paid.get_url() not in links(results("leave without pay"))[:1]
    assert links(results("paid leave"))[0] == paid.get_url()


def test_a_word_is_no_name_that_has_others_beside_it(results, committed):
    page = committed(practice, title="Uno", claim="Muchas están en el desempleo.")
    assert page.get_url() in links(results("out of work"))
    assert page.get_url() not in links(results("work"))


def test_what_stands_in_the_index_for_a_concept_is_no_word(results, committed):
    page = committed(practice, title="Uno", claim="Hay una guardería.")
    concept = Concept.objects.get(scheme__code="word", code="nursery")
    assert links(results("nursery")) == [page.get_url()]
    assert links(results(f"0concept{concept.pk}")) == []
    assert links(results(f"nursery -0concept{concept.pk}")) == [page.get_url()]


def test_a_concept_that_is_retired_names_no_more(results, committed):
    page = committed(practice, title="Uno", claim="Hay un tablero de control.")
    concept = Concept.objects.get(scheme__code="word", code="dashboard")
    assert links(results("dashboard")) == [page.get_url()]
    concept.retired = True
    committed(concept.save)
    assert links(results("dashboard")) == []


def test_words_are_marked_however_they_are_written_and_only_whole(results, committed):
    body = [("paragraph", "<p>İzmir: SUBREMOLACHA, remolachas. REMOLACHAS y Remolacha.</p>")]
    committed(standard, summary="De otra cosa.", body=body)
    marked = results("remolacha").select(".result__passage mark")
    assert [mark.get_text() for mark in marked] == ["remolachas", "REMOLACHAS", "Remolacha"]


@pytest.mark.parametrize("query", ["zurcion", "zurciones", "zurción"])
def test_words_are_marked_with_and_without_their_accents(results, committed, query):
    for claim in ("Una zurcion a mano.", "Una zurción a máquina.", "Zurciones."):
        committed(practice, title="Taller", claim=claim)
    marked = {mark.get_text() for mark in results(query).select(".card__teaser mark")}
    assert marked == {"zurcion", "zurción", "Zurciones"}


def test_a_word_that_is_no_acronym_is_not_taken_for_one(results, committed):
    body = [("paragraph", "<p>Lo pide la ONU, y UN Women también.</p>")]
    page = committed(standard, summary="Es un programa de un barrio.", body=body)
    found = results("ONU")
    assert links(found)[0] == page.get_url()
    first = found.select_one(".results .cards > li")
    assert [mark.get_text() for mark in first.select("mark")] == ["ONU", "UN"]
    assert not first.select(".card__teaser mark")
