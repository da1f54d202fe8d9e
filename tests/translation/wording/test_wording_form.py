"""The form for the words of one concept: what fits is kept as typed, what does not is refused in words."""

import pytest

from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.vocabulary.models import ConceptLabel
from tests.factories import concept
from tests.translation.wording.words import label, page_of, propose, send, soup, text, url

pytestmark = pytest.mark.django_db

ARABIC = "الرعاية المنزلية"


def test_the_same_word_for_another_concept_is_a_warning(translator, reviewer, reward):
    propose(translator, reward, "  REDUCE ")
    for client in (translator, reviewer):
        warning = page_of(client, reward).select_one(".help-warning").get_text(" ", strip=True)
        assert "called the same" in warning
        assert "reduce" in warning
    twins = wording.twins(concept("r", "recognise"), "en", "reduce")
    assert {row.code for row, _word in twins} == {"reduce", "reward"}
    assert wording.twins(reward, "fr", "Reduce") == []
    assert wording.twins(concept("care-type", "early-childhood"), "en", "Reduce") == []


REFUSED = {
    "empty": {"preferred": "   "},
    "only invisible signs": {"preferred": "\u200b\u200d\u2060"},
    "too long a label": {"preferred": "x" * 201},
    "too long a definition": {"definition": "x" * 401},
    "too many other words": {"alternatives": "x" * 2001},
    "a sign that ends texts": {"preferred": "a\x00b"},
    "text turned around": {"definition": "abc\u202edef"},
    "a bell": {"alternatives": "a\x07"},
    "what readers have": {},
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_words_that_do_not_fit_are_refused_and_kept_in_the_form(translator, reward, data):
    words = wording.words_of(label(reward)) | data
    response = send(translator, reward, "propose", **words)
    assert response.status_code == 422
    assert soup(response).select(".w-field__errors, .messages .error, .error-message")
    assert not LabelProposal.objects.exists()
    kept = soup(response).select_one("textarea[name=alternatives]").get_text().strip()
    assert kept == words["alternatives"].strip()


def test_the_form_says_how_long_a_text_may_be_and_lets_the_browser_cut_none(translator, reward):
    page = page_of(translator, reward)
    assert "At most 2000 characters." in page.get_text()
    assert "At most 400 characters." in page.get_text()
    assert not page.select("#words-section [maxlength]")


def test_more_words_than_a_proposal_holds_are_kept_as_the_label_is_changed(translator, reviewer, reward):
    many = "\n".join(f"word {number}" for number in range(400))
    ConceptLabel.objects.filter(pk=label(reward).pk).update(alternatives=many)
    page = page_of(translator, reward)
    assert f"At most {len(many)} characters, as many as readers have now." in page.get_text()
    assert page.select_one("textarea[name=alternatives]").get_text().strip() == many
    longer = wording.words_of(label(reward)) | {"alternatives": many + "\nand one more"}
    response = send(translator, reward, "propose", **longer)
    assert response.status_code == 422
    assert "and one more" in soup(response).select_one("textarea[name=alternatives]").get_text()
    assert propose(translator, reward).alternatives == many
    assert send(reviewer, reward, "approve").status_code == 302
    assert (label(reward).preferred, label(reward).alternatives) == ("Remunerate", many)


def test_line_ends_of_a_form_are_one_sign_each(translator, reward):
    definition = "\r\n".join(["x" * 99] * 4)
    assert len(definition.replace("\r\n", "\n")) <= 400 < len(definition) + 5
    assert "\r" not in propose(translator, reward, definition=definition).definition


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "%s %(x)s"]
)
def test_markup_is_text(translator, reviewer, reward, hostile):
    propose(translator, reward, hostile, definition=hostile)
    send(reviewer, reward, "changes", comment=hostile)
    for client in (translator, reviewer):
        for address in (url("list"), url("proposals"), url("concept", "en", reward.pk)):
            response = client.get(address)
            assert hostile in text(response)
            assert not soup(response).select("main script, main img[src=x]")


def test_arabic_words_stand_from_right_to_left(translator, reviewer, reward, settings):
    propose(translator, reward, ARABIC)
    send(reviewer, reward, "approve")
    assert label(reward).preferred == ARABIC
    ConceptLabel.objects.create(concept=reward, language="ar", preferred=ARABIC)
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ar", "Arabic")]
    shown = page_of(translator, reward).select_one("#other-languages-section dd[lang=ar]")
    assert shown["dir"] == "rtl"
    assert shown.get_text(strip=True) == ARABIC


def test_the_other_languages_stand_beside_marked_as_such(translator, reward):
    page = page_of(translator, reward)
    for language in ("es", "fr"):
        words = page.select(f"#other-languages-section dd[lang={language}]")
        assert words[0].get_text(strip=True) == label(reward, language).preferred
    assert page.select_one("input[name=preferred]")["lang"] == "en"


def test_nonsense_in_the_form_is_answered(translator, reviewer, reward):
    propose(translator, reward)
    for data in ({}, {"action": "publish"}, {"action": "approve"}, {"action": "approve", "seen": "x" * 5000}):
        assert reviewer.post(url("concept", "en", reward.pk), data).status_code in (409, 422)
    assert label(reward).preferred == "Reward"
