"""In how many records the words of the index stand: it follows what is published, and a rebuild counts the same."""

import pytest
from django.core.management import call_command

from search.learning import RebuiltWords
from search.models import SearchWord
from search.spelling import forget, vocabulary
from tests.factories import practice, translate

pytestmark = pytest.mark.django_db


def count(word, language="es"):
    return SearchWord.objects.filter(language=language, word=word).values_list("records", flat=True).first()


def test_a_word_is_counted_once_for_each_record_that_has_it(committed):
    one = committed(practice, title="Zurcir y zurcir", claim="Zurcir.")
    assert count("zurcir") == 1
    other = committed(practice, title="Zurcir")
    assert count("zurcir") == 2
    committed(one.save_revision().publish)
    assert count("zurcir") == 2
    other.title = "Remendar"
    committed(other.save_revision().publish)
    assert (count("zurcir"), count("remendar")) == (1, 1)
    committed(one.unpublish)
    assert count("zurcir") == 0


def test_a_rebuild_counts_the_same(committed):
    page = committed(practice, title="Zurcir")
    committed(translate, page, "en", title="Mending")
    before = dict(SearchWord.objects.filter(records__gt=0).values_list("word", "records"))
    call_command("rebuild_search", verbosity=0)
    counted = dict(SearchWord.objects.values_list("word", "records"))
    assert {word: counted[word] for word in ("zurcir", "mending")} == {"zurcir": 1, "mending": 1}
    assert {word: before[word] for word in ("zurcir", "mending")} == {"zurcir": 1, "mending": 1}


def test_a_rare_word_tells_more(committed):
    for title in ("Zurcir redes", "Redes de agua", "Redes vecinales"):
        committed(practice, title=title)
    forget()
    words = vocabulary()
    rare, common = ((words.stems["es"][word],) for word in ("zurcir", "redes"))
    assert words.telling([rare]) > words.telling([common]) > (0,)
    assert words.telling([rare, common]) == (*words.telling([rare]), *words.telling([common]))
    assert words.telling([("nowhere",)]) > words.telling([rare])


def test_a_word_counts_in_the_languages_of_its_records_alone(committed):
    spanish, french = committed(practice, title="Zurcir"), committed(practice, "fr", title="Zurcir")
    assert (count("zurcir"), count("zurcir", "fr")) == (1, 1)
    committed(spanish.unpublish)
    assert (count("zurcir"), count("zurcir", "fr")) == (0, 1)
    committed(translate, french, "es", title="Zurcir")
    assert (count("zurcir"), count("zurcir", "fr")) == (1, 1)


def test_a_word_is_shown_with_accents_as_soon_as_somebody_writes_them(committed):
    committed(practice, title="Zurcion por cuidador@s")
    assert vocabulary().written("zurcion", "es") == "zurcion"
    for title in ("Zurción", "Zurcion, zúrcion y cuidador-as"):
        committed(practice, title=title)
        assert vocabulary().written("zurcion", "es") == "zurción"
    call_command("rebuild_search", all=True, verbosity=0)
    assert vocabulary().written("zurcion", "es") == "zurción"
    # An accent is one; what stands for two genders is another word.
    assert "@" not in vocabulary().written("cuidadores", "es")


def test_a_rebuild_leaves_alone_what_is_learned_meanwhile(committed):
    words = RebuiltWords()
    committed(practice, title="Zurcir")
    words.finish()
    assert count("zurcir") == 1


def test_servers_forget_the_words_that_a_rebuild_forgets(committed):
    page = committed(practice, title="Zurcir")
    committed(practice, title="Remendar")
    committed(page.unpublish)
    assert "zurcir" in vocabulary().shown
    call_command("rebuild_search", verbosity=0)
    assert "zurcir" not in vocabulary().shown
    assert "remendar" in vocabulary().shown


def test_a_server_learns_new_words_without_reading_all_of_them(committed):
    committed(practice, title="Zurcir")
    known = vocabulary()
    committed(practice, title="Remendar")
    assert vocabulary() is known
    assert known.beginning("remen") == ["remendar"]
    assert known.meant("remendra") == ["remendar"]


def test_publishing_again_counts_nothing_twice(committed):
    page = committed(practice, title="Guardería", claim="Una guardería.")
    before = dict(SearchWord.objects.values_list("word", "records"))
    committed(page.save_revision().publish)
    assert dict(SearchWord.objects.values_list("word", "records")) == before
