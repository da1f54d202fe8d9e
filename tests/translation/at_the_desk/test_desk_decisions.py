"""The list of what waits for a decision: each reviewer finds there what they may decide on, and nothing else."""

import pytest
from django.contrib.auth import get_user_model

from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from tests.factories import standard
from tests.translation.at_the_desk.lists import client_of, queue, read, titles
from tests.translation.desk import count_queries, sent, translation, write_all

pytestmark = pytest.mark.django_db


# What waits for a decision


def test_a_reviewer_finds_what_waits_for_their_decision(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, queue(scope="review"))
    assert submitted.source.title in html
    assert "Waiting for my decision" in html
    assert "by translator" in html


def test_who_wrote_a_text_does_not_find_it_among_their_decisions(client, work, translator, make_user):
    reviewer = make_user("writing", language_reviewers("en"), translators("en"))
    segments = translation(work.source)
    write_all(segments, reviewer)
    workflow.submit(segments, translator)
    client.force_login(reviewer)
    assert titles(client, queue(scope="review")) == []
    assert titles(client, f"{queue(scope='every')}?status=in_review") == [work.source.title]


def test_who_sent_it_does_not_find_it_among_their_decisions(client, work, translator, make_user):
    reviewer = make_user("sending", language_reviewers("en"))
    write_all(translation(work.source), translator)
    workflow.submit(translation(work.source), reviewer)
    client.force_login(reviewer)
    assert titles(client, queue(scope="review")) == []


def test_the_list_of_decisions_is_what_the_rule_of_four_eyes_says(client, submitted, make_user, translator):
    from agc.translation.desk.records import waiting_for
    from agc.translation.rights import may_review, why_barred

    people = [
        make_user("r", language_reviewers("en")),
        make_user("f", language_reviewers("fr")),
        make_user("s", SECRETARIAT),
        make_user("admin", superuser=True),
        translator,
    ]
    page = submitted.target.specific
    for person in people:
        decides = may_review(person, page) and not why_barred(translation(submitted.source), page, person)
        assert (submitted in waiting_for(get_user_model().objects.get(pk=person.pk))) is decides, person


def test_a_translator_sees_what_is_in_review(client, submitted, translator):
    html = read(client_of(client, translator), queue(scope="review"))
    assert submitted.source.title in html
    assert "In review" in html


# A number of queries that does not grow


@pytest.mark.one_database
def test_the_queries_of_the_decisions_do_not_grow(client, secretariat, translator, login):
    login(language_reviewers("en"))
    counts = []
    for number in (1, 4):
        for _count in range(number):
            page = standard()
            made = sent(page, secretariat, "en")
            write_all(made, translator)
            workflow.submit(made, translator)
        counts.append(count_queries(client, queue(scope="review")))
    assert counts[0] == counts[1]
