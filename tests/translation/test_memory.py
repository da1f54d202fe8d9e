"""What was translated before, offered where the same or nearly the same is to be translated."""

import pytest
from wagtail_localize.models import StringTranslation, Translation

from agc.core.languages import locales
from agc.translation import memory
from agc.translation.memory.likeness import compared
from agc.translation.models import MemoryUnit
from agc.translation.texts import segments_of, set_text
from tests.factories import practice, standard, translate
from tests.translation.memory_corpus import fill, pairs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_memory():
    """Forget what the frame of the site has put into the memory."""
    MemoryUnit.objects.all().delete()


def page_with(*paragraphs, **fields):
    return standard(body=[("paragraph", "".join(f"<p>{text}</p>" for text in paragraphs))], **fields)


def translation_of(page, language="en"):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locales()[language])


def change(page, **fields):
    """Publish a page with other values; the paragraphs stay in their block."""
    paragraphs = fields.pop("paragraphs", None)
    for name, value in fields.items():
        setattr(page, name, value)
    if paragraphs is not None:
        page.body[0].value.source = "".join(f"<p>{text}</p>" for text in paragraphs)
    page.save_revision().publish()


def known():
    return set(MemoryUnit.objects.values_list("source_text", "target_text"))


def text_of(translation, source):
    return next(segment for segment in segments_of(translation) if segment.source == source)


def add(source, target, origin="Otra página"):
    return MemoryUnit.objects.create(
        source_locale=locales()["es"],
        target_locale=locales()["en"],
        source_text=source,
        source_hash=memory.hash_of(source),
        target_text=target,
        target_hash=memory.hash_of(target),
        length=len(compared(source)),
        origin=origin,
    )


def similar(text, **options):
    return memory.similar(text, locales()["es"], locales()["en"], **options)


# What is kept.


def test_what_is_published_is_remembered_with_its_marks_and_its_origin():
    page = page_with("El <b>cuidado</b> es trabajo.", title="Cuidar")
    translate(page, "en", title="To care")
    unit = MemoryUnit.objects.get(source_text="El <b>cuidado</b> es trabajo.")
    assert unit.target_text == "en El <b>cuidado</b> es trabajo."
    assert (unit.source_locale.language_code, unit.target_locale.language_code) == ("es", "en")
    assert (unit.origin, unit.length) == ("To care", len("El cuidado es trabajo."))
    assert ("Cuidar", "To care") in known()


def test_a_draft_is_not_remembered():
    translate(page_with("Uno."), "en", publish=False)
    assert not MemoryUnit.objects.exists()


def test_what_a_machine_wrote_is_not_remembered_before_it_is_confirmed():
    page = page_with("Uno.", "Dos.")
    english = translate(page, "en")
    MemoryUnit.objects.all().delete()
    StringTranslation.objects.filter(data="en Dos.").update(translation_type="machine")
    memory.remember(translation_of(page), english)
    assert ("Uno.", "en Uno.") in known()
    assert not any(source == "Dos." for source, _target in known())


def test_what_was_changed_since_is_not_remembered_before_it_is_public():
    page = page_with("Uno.")
    english = translate(page, "en")
    translation = translation_of(page)
    set_text(translation, text_of(translation, "Uno."), "One, corrected.", None)
    memory.remember(translation, english)
    assert {target for source, target in known() if source == "Uno."} == {"en Uno."}


def test_remembering_twice_changes_nothing():
    page = page_with("Uno.", "Uno.", "Dos.")
    english = translate(page, "en")
    before = list(MemoryUnit.objects.order_by("pk").values_list("pk", "source_text", "target_text"))
    count = memory.remember(translation_of(page), english)
    assert list(MemoryUnit.objects.order_by("pk").values_list("pk", "source_text", "target_text")) == before
    assert count == len(before)


def test_the_memory_outlives_the_page():
    page = page_with("Uno.")
    translate(page, "en")
    page.delete()
    assert ("Uno.", "en Uno.") in known()


def test_remembering_a_long_page_takes_no_more_queries(django_assert_max_num_queries):
    page = page_with(*(f"Párrafo {number} del texto." for number in range(80)))
    english = translate(page, "en")
    MemoryUnit.objects.all().delete()
    with django_assert_max_num_queries(12):
        assert memory.remember(translation_of(page), english) > 80


def test_what_was_public_before_there_was_a_memory_can_be_kept_at_once():
    translate(page_with("Uno."), "en")
    translate(page_with("Dos."), "fr", publish=False)
    MemoryUnit.objects.all().delete()
    memory.remember_all()
    assert ("Uno.", "en Uno.") in known()
    assert not any(source == "Dos." for source, _target in known())


# What stood at the same place.


def test_the_pair_that_a_field_had_before():
    page = practice(title="Sistema de cuidados")
    translate(page, "en", title="Care system")
    change(page, title="Ley de apoyos")
    translation = translation_of(page)
    previous = memory.previous_pairs(translation)[text_of(translation, "Ley de apoyos").pk]
    assert (previous.source, previous.target) == ("Sistema de cuidados", "Care system")
    assert previous.score < 60


def test_of_several_former_texts_the_one_that_readers_had():
    page = practice(title="Sistema de cuidados")
    translate(page, "en", title="Care system")
    change(page, title="Red de cuidados")
    translation = translation_of(page)
    set_text(translation, text_of(translation, "Red de cuidados"), "Care network, a draft", None)
    change(page, title="Ley de cuidados")
    previous = memory.previous_pairs(translation)[text_of(translation, "Ley de cuidados").pk]
    assert previous.target == "Care system"


def test_each_changed_paragraph_gets_its_own():
    one = "La agencia abrió en la capital en 2019."
    two = "Nadie ha medido todavía el efecto en los ingresos de las familias."
    page = page_with(one, two, "Se mantiene.")
    translate(page, "en")
    new_one, new_two = one.replace("2019", "2021"), two.replace("todavía", "nunca")
    fresh = "Un párrafo enteramente nuevo sobre transporte, becas y guarderías."
    change(page, paragraphs=[new_two, fresh, new_one, "Se mantiene."])
    translation = translation_of(page)
    previous = memory.previous_pairs(translation)
    told = {
        segment.source: previous[segment.pk].source for segment in segments_of(translation) if segment.pk in previous
    }
    assert told == {new_one: one, new_two: two}
    assert previous[text_of(translation, new_two).pk].target == f"en {two}"


def test_a_former_text_is_given_once():
    page = page_with("El servicio abre por la tarde.", "Otro tema.")
    translate(page, "en")
    near, nearer = "El servicio abre por la noche en verano.", "El servicio abre por la noche."
    change(page, paragraphs=[near, nearer, "Otro tema."])
    translation = translation_of(page)
    previous = memory.previous_pairs(translation)
    assert text_of(translation, nearer).pk in previous
    assert text_of(translation, near).pk not in previous


def test_what_readers_have_as_it_is_has_no_previous():
    page = practice(title="Sistema de cuidados")
    translate(page, "en")
    assert memory.previous_pairs(translation_of(page)) == {}


def test_one_segment_can_be_asked_for():
    page = page_with("La agencia abrió en 2019.", "Se mantiene.")
    translate(page, "en")
    change(page, paragraphs=["La agencia abrió en 2021.", "Se mantiene."])
    translation = translation_of(page)
    segment = text_of(translation, "La agencia abrió en 2021.")
    assert memory.previous_pairs(translation, [segment])[segment.pk].source == "La agencia abrió en 2019."


def test_previous_pairs_take_no_more_queries_for_more_texts(django_assert_num_queries):
    def queries_for(number):
        page = page_with(*(f"Párrafo {count} del texto." for count in range(number)))
        translate(page, "en")
        change(page, paragraphs=[f"Párrafo {count} del texto nuevo." for count in range(number)])
        translation = translation_of(page)
        segments = segments_of(translation)
        with django_assert_num_queries(4):
            assert len(memory.previous_pairs(translation, segments)) == number

    queries_for(2)
    queries_for(40)


# The same text elsewhere.


def test_the_same_text_is_offered_published_before_drafted():
    translate(page_with("El cuidado es un derecho."), "en", title="A published page")
    draft = page_with("El cuidado es un derecho.", title="Un borrador")
    translate(draft, "en", publish=False)
    other = translation_of(draft)
    set_text(other, text_of(other, "El cuidado es un derecho."), "Care is a draft right.", None)
    page = page_with("El cuidado es un derecho.")
    translate(page, "en", publish=False)
    translation = translation_of(page)
    set_text(translation, text_of(translation, "El cuidado es un derecho."), "", None)
    segment = text_of(translation, "El cuidado es un derecho.")
    first, second = memory.exact(translation, segments_of(translation))[segment.key]
    assert (first.target, first.origin, first.approved) == ("en El cuidado es un derecho.", "A published page", True)
    assert (second.target, second.origin, second.approved) == ("Care is a draft right.", "Un borrador", False)
    assert first.likeness == second.likeness == 100


def test_what_a_text_says_already_is_not_offered_to_it():
    page = page_with("Solo aquí.")
    translate(page, "en")
    translation = translation_of(page)
    assert text_of(translation, "Solo aquí.").key not in memory.exact(translation, segments_of(translation))


def test_another_language_and_a_machine_are_not_offered():
    translate(page_with("El cuidado es un derecho."), "fr")
    machine = page_with("El cuidado es un derecho.")
    translate(machine, "en", publish=False)
    StringTranslation.objects.filter(locale=locales()["en"]).update(translation_type="machine", data="By a machine.")
    page = page_with("El cuidado es un derecho.")
    translate(page, "en", publish=False)
    translation = translation_of(page)
    offers = memory.exact(translation, segments_of(translation))
    targets = {offer.target for found in offers.values() for offer in found}
    assert not {"By a machine.", "fr El cuidado es un derecho."} & targets


def test_exact_takes_two_queries(django_assert_num_queries):
    paragraphs = [f"Párrafo {number} del texto." for number in range(60)]
    translate(page_with(*paragraphs), "en")
    page = page_with(*paragraphs)
    translate(page, "en", publish=False)
    translation = translation_of(page)
    StringTranslation.objects.filter(context__object_id=page.translation_key).update(data="x")
    segments = segments_of(translation)
    with django_assert_num_queries(2):
        assert len(memory.exact(translation, segments)) >= 60


# Texts that are nearly the same.


def test_the_likest_comes_first_with_its_marks():
    fill(300)
    add(
        "La <b>agencia</b> abrió tres centros de cuidado en Quito.",
        "The <b>agency</b> opened three care centres in Quito.",
    )
    (first, *_others) = similar("La agencia abrió cinco centros de cuidado en Quito.")
    assert first.target == "The <b>agency</b> opened three care centres in Quito."
    assert 85 <= first.likeness < 100
    assert (first.origin, first.approved, first.adapted) == ("Otra página", True, False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Las familias pagan según lo que ganan.", 100, 100),
        ("Las <i>familias</i> pagan  según lo que ganan.", 100, 100),
        ("LAS FAMILIAS PAGAN SEGÚN LO QUE GANAN.", 99, 99),
        ("Las familias pagan según lo que ganan", 92, 99),
        ("Las familias pagan según lo que gastan.", 80, 95),
        ("Según lo que ganan las familias pagan.", 50, 85),
    ],
)
def test_likeness_is_100_for_the_same_text_only(text, low, high):
    add("Las familias pagan según lo que ganan.", "Families pay according to income.")
    (offer,) = similar(text, cutoff=40)
    assert low <= offer.likeness <= high


@pytest.mark.parametrize("text", ["", "   ", "<b></b>", "Una frase sin par.", "الرعاية حق", "&#0;\x00", "x" * 100_000])
def test_nothing_is_offered_where_nothing_is_alike(text):
    fill(50)
    assert similar(text) == []


def test_limit_and_cutoff_hold():
    fill(500)
    (text, _target) = next(pairs(1))
    offers = similar(text, limit=3, cutoff=75)
    assert len(offers) == 3
    assert [offer.likeness for offer in offers] == sorted((offer.likeness for offer in offers), reverse=True)
    assert offers[-1].likeness >= 75


def test_what_comes_and_goes_is_seen_at_once():
    assert similar("El cuidado es un derecho.") == []
    unit = add("El cuidado es un derecho.", "Care is a right.")
    second = add("El cuidado es un derecho hoy.", "Care is a right today.")
    assert [offer.target for offer in similar("El cuidado es un derecho.")] == [
        "Care is a right.",
        "Care is a right today.",
    ]
    unit.delete()
    assert [offer.target for offer in similar("El cuidado es un derecho.")] == ["Care is a right today."]
    second.delete()
    add("El cuidado es deber.", "Care is a duty.")
    assert [offer.target for offer in similar("El cuidado es un deber.")] == ["Care is a duty."]


def test_languages_are_kept_apart():
    add("El cuidado es un derecho.", "Care is a right.")
    assert memory.similar("El cuidado es un derecho.", locales()["es"], locales()["fr"]) == []


def test_the_own_translation_of_a_text_is_left_out():
    page = page_with("El cuidado es un derecho.")
    translate(page, "en")
    segment = text_of(translation_of(page), "El cuidado es un derecho.")
    assert similar(segment.source)[0].target == "en El cuidado es un derecho."
    assert similar(segment.source, exclude_key=segment.key) == []


def test_a_search_takes_as_many_queries_with_a_large_memory(django_assert_num_queries):
    fill(1000)
    similar("Una primera pregunta.")
    text, _target = next(pairs(1))
    spanish, english = locales()["es"], locales()["en"]
    with django_assert_num_queries(3):
        assert memory.similar(text, spanish, english)
