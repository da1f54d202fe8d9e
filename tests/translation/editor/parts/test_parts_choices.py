"""What a language has of its own beside texts: links, pictures, pages."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction
from wagtail_localize.models import SegmentOverride, Translation

from agc.editorial.groups import translators
from agc.translation.editor.choices import choices_of, save_choices
from agc.translation.editor.saving import Result
from agc.translation.editor.sheet import Sheet
from agc.translation.editor.values import Address, Link, Related, kind_of
from home.models import StandardPage
from tests.factories import picture, standard, translate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.org",
        "vbscript:x",
        "https://",
        "ftp://x.org",
        "http://[::1",
        "nothing",
        "/\\evil.org",
        "JAVASCRIPT:x",
        "https://exa mple.org",
    ],
)
def test_a_link_leads_to_no_script_and_to_no_other_protocol(raw, make_user):
    with pytest.raises(ValidationError):
        Link(2000).clean(raw, None, None)


@pytest.mark.parametrize(
    "raw", ["https://example.org/x?y=1#z", "mailto:a@example.org", "tel:+34123", "/es/algo/", "#nota"]
)
def test_a_link_leads_where_links_lead(raw):
    assert Link(2000).clean(raw, None, None) == raw


def test_an_address_is_one_on_the_web():
    assert Address(2000).clean("https://example.org", None, None) == "https://example.org"
    with pytest.raises(ValidationError):
        Address(2000).clean("mailto:a@example.org", None, None)


def test_the_link_of_a_rich_text_can_be_another_one(sheet):
    choice = next(item for item in choices_of(sheet) if isinstance(item.kind, Link))
    assert choice.of_source == "https://example.org/es"
    data = {choice.name: "https://example.org/en", "tokens": f'{{"{choice.name}": "{choice.token}"}}'}
    assert save_choices(sheet, data)[choice.pk].result == Result.SAVED
    source = sheet.translation.source
    draft = source.get_ephemeral_translated_instance(sheet.translation.target_locale, fallback=True)
    assert "https://example.org/en" in draft.body[0].value.source
    back = next(item for item in choices_of(sheet) if item.pk == choice.pk)
    assert save_choices(sheet, {back.name: "", "tokens": f'{{"{back.name}": "{back.token}"}}'})[back.pk].kept
    assert not SegmentOverride.objects.exists()


def test_a_refused_link_is_shown_as_it_was_typed(sheet):
    choice = next(item for item in choices_of(sheet) if isinstance(item.kind, Link))
    data = {choice.name: "javascript:alert(1)", "tokens": f'{{"{choice.name}": "{choice.token}"}}'}
    outcomes = save_choices(sheet, data)
    again = next(item for item in choices_of(sheet, outcomes) if item.pk == choice.pk)
    assert again.value == "javascript:alert(1)"
    assert not SegmentOverride.objects.exists()


def test_a_picture_of_its_own_has_to_exist(make_user):
    page = standard(image=picture(), image_alt="Una imagen.")
    target = translate(page, "en", publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=target.locale)
    sheet = Sheet(translation, target, make_user("translator", translators("en")))
    choice = next(item for item in choices_of(sheet) if item.path == "image")
    token = f'{{"{choice.name}": "{choice.token}"}}'
    assert save_choices(sheet, {choice.name: "999999", "tokens": token})[choice.pk].result == Result.REFUSED
    assert save_choices(sheet, {choice.name: "x", "tokens": token})[choice.pk].result == Result.REFUSED
    other = picture()
    assert save_choices(sheet, {choice.name: str(other.pk), "tokens": token})[choice.pk].result == Result.SAVED
    chosen = next(item for item in choices_of(sheet) if item.path == "image")
    assert chosen.object_of(chosen.chosen) == other
    other.delete()
    assert next(item for item in choices_of(sheet) if item.path == "image").problem


def test_a_page_that_is_not_public_cannot_be_chosen(make_user):
    page, user = standard(), make_user("translator", translators("en"))
    kind = Related(StandardPage, None)
    assert kind.clean(str(page.pk), user, None) == page.pk
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with pytest.raises(ValidationError):
        kind.clean(str(page.pk), user, None)
    assert kind.clean(str(page.pk), user, page.pk) == page.pk


def test_kinds_follow_the_fields():
    assert isinstance(kind_of(StandardPage, "body.x.'https://example.org'", "body.paragraph"), Link)
    assert kind_of(StandardPage, "image", "image").model is not None
