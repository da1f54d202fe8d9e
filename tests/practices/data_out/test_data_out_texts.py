"""Rich text that is taken away, and can be made again."""

import pytest
from markdown_it import MarkdownIt

from practices.record.texts import from_html
from tests.factories import practice
from tests.practices.data_out.taking import json_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "html",
    [
        "<p>Uno <b>dos</b> y <i>tres</i>.</p>\n<p>Otro.</p>",
        '<p>Ver <a href="https://example.org/a?b=1&amp;c=(2)">la ley</a>.</p>',
        "<ul>\n<li>uno</li>\n<li>dos</li>\n</ul>",
        "<p>Antes</p>\n<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>\n<p>después</p>",
        "<p>* no es lista, [ni enlace](x), ni _énfasis_, ni `código` &lt;b&gt; &amp;amp; \\ fin</p>",
        "<p># no es título</p>\n<p>1. ni lista</p>\n<p>- ni esta</p>\n<p>+ ni esta</p>",
    ],
)
def test_rich_text_can_be_made_again_from_what_is_taken_away(html):
    stored = html.replace("\n", "")
    again = MarkdownIt().render(from_html(stored)).strip()
    assert again.replace("strong>", "b>").replace("em>", "i>") == html


def test_rich_text_that_is_no_html_does_no_harm():
    for text in ("", "plano", "<p>sin fin <b>y <i>más", "</li></ul></b>", '<a href="">x</a>', "<script>x</script>"):
        assert isinstance(from_html(text), str)
    assert from_html('<p>De <a linktype="page" id="3">la guía</a></p>') == "De la guía"
    assert from_html("<p><b> uno </b>dos</p>") == "**uno** dos"


def test_the_texts_of_a_body_are_taken_with_its_headings_and_tables(client):
    practice(
        approach=[
            ("heading", "Cómo"),
            ("paragraph", "<p>Así.</p>"),
            ("quote", {"text": "Cuidar es trabajo.", "attribution": "Ana"}),
            ("checklist", {"title": "Antes", "items": ["Preguntar", "Contar"]}),
        ]
    )
    assert json_of(client)["records"][0]["approach"] == (
        "## Cómo\n\nAsí.\n\nCuidar es trabajo.\n\nAna\n\nAntes\n\n* Preguntar\n* Contar"
    )
