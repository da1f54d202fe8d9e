"""The memory as a file for other tools."""

import itertools
import re
import tracemalloc
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.urls import reverse

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.translation.memory.tmx import document
from agc.translation.models import MemoryUnit
from tests.translation.memory_corpus import fill
from tests.translation.test_memory import add

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_memory():
    """Forget what the frame of the site has put into the memory."""
    MemoryUnit.objects.all().delete()


LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - made by the site itself


def whole(pairs=None):
    return "".join(document(pairs))


def segments(text):
    return [
        {variant.get(LANGUAGE): variant.find("seg") for variant in unit.iter("tuv")} for unit in parsed(text).iter("tu")
    ]


# The part of the TMX 1.4b document type that is used: what an element may hold, and the attributes that it must have.
INLINE = {"bpt", "ept", "ph", "it"}
TYPE = {
    "tmx": (["header", "body"], {"version"}),
    "header": ([], {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}),
    "tu": (["prop", "tuv", "tuv"], set()),
    "prop": ([], {"type"}),
    "tuv": (["seg"], {LANGUAGE}),
    "bpt": ([], {"i"}),
    "ept": ([], {"i"}),
    "it": ([], {"pos"}),
    "ph": ([], set()),
}


def test_the_structure_is_that_of_tmx():
    fill(20)
    add('<b>Uno</b> y <a id="a2">dos</a><br/>fin</i>', "<b>Two")
    text = whole()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    root = parsed(text)
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert root.find("header").get("segtype") in {"block", "paragraph", "sentence", "phrase"}
    assert len(root.find("body")) == 21
    for element in root.iter():
        children = [child.tag for child in element]
        if element.tag == "seg":
            assert INLINE.issuperset(children)
        elif element.tag == "body":
            assert set(children) == {"tu"}
        else:
            due, attributes = TYPE[element.tag]
            assert children == due
            assert attributes <= set(element.attrib)
    unit = root.find("body")[0]
    assert [variant.get(LANGUAGE) for variant in unit.iter("tuv")] == ["es", "en"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", unit.get("changedate"))


def test_texts_come_back_as_they_were():
    fill(50)
    told = {("".join(unit["es"].itertext()), "".join(unit["en"].itertext())) for unit in segments(whole())}
    assert told == set(MemoryUnit.objects.values_list("source_text", "target_text"))


def test_marks_are_paired_and_tied_to_those_of_the_other_text():
    add('<b>Uno</b> y <a id="a2">dos</a><br/>fin', '<a id="a2">Two</a> and <b>one</b><br/>end')
    ((unit),) = segments(whole())
    for text in unit.values():
        begins, ends = text.findall("bpt"), text.findall("ept")
        assert [begin.get("i") for begin in begins] == [end.get("i") for end in ends]
        assert len({begin.get("i") for begin in begins}) == 2
        assert text.find("ph").get("type") == "lb"
    numbers = {language: {b.get("type"): b.get("x") for b in text.findall("bpt")} for language, text in unit.items()}
    assert numbers["es"] == numbers["en"]
    assert set(numbers["es"]) == {"bold", "link"}
    assert "".join(unit["es"].itertext()) == '<b>Uno</b> y <a id="a2">dos</a><br/>fin'


def test_nested_and_broken_marks_are_still_xml():
    add("<b><i>x</i></b></b><i>y", "<b>z")
    ((unit),) = segments(whole())
    assert len(unit["es"].findall("bpt")) == 2
    assert [it.get("pos") for it in unit["es"].findall("it")] == ["end", "begin"]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("5 &lt; 6 &amp; ]]&gt; &quot;x&quot;", '5 < 6 & ]]> "x"'),
        ("a\x01b\x08c\ufffed", "abcd"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("&#0;&#x1F;fin", "\ufffdfin"),
        ("الرعاية حق 🙂 e\u0301", "الرعاية حق 🙂 e\u0301"),
        ("<<<>>>", "<<<>>>"),
    ],
)
def test_hostile_texts_are_written_as_text(source, read):
    add(source, "ok", origin='"><x y="\x01">')
    ((unit),) = segments(whole())
    assert "".join(unit["es"].itertext()) == read


def test_a_pair_of_languages_can_be_chosen():
    fill(3)
    fill(4, target="fr")
    assert len(segments(whole([("es", "fr")]))) == 4
    assert len(segments(whole([("es", "fr"), ("es", "en")]))) == 7
    assert segments(whole([])) == []
    assert parsed(whole([("es", "fr")]))[0].get("srclang") == "es"
    assert parsed(whole())[0].get("srclang") == "*all*"


def test_a_large_memory_takes_no_more_room():
    fill(6000)
    pieces = iter(document())
    list(itertools.islice(pieces, 2100))
    tracemalloc.start()
    for _piece in pieces:
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12_000_000


def test_one_query_for_any_number(django_assert_num_queries):
    fill(2500)
    with django_assert_num_queries(1):
        assert sum(piece.startswith("<tu ") for piece in document()) == 2500


# Who gets it.


@pytest.fixture
def get(client, make_user):
    def get(*groups, **query):
        client.force_login(make_user(groups[0], *groups))
        return client.get(reverse("translation_desk:memory"), query)

    return get


def content(response):
    return b"".join(response.streaming_content).decode()


def test_a_translator_gets_the_pairs_of_their_languages(get):
    fill(3)
    fill(4, target="fr")
    response = get(translators("fr"))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert len(segments(content(response))) == 4


def test_one_pair_can_be_asked_for(get):
    fill(3)
    fill(4, target="fr")
    response = get(SECRETARIAT, source="es", target="en")
    assert response["Content-Disposition"] == 'attachment; filename="memory-es-en.tmx"'
    assert len(segments(content(response))) == 3


def test_another_language_is_refused(get):
    response = get(translators("fr"), target="en")
    assert response.status_code in {302, 403}
    assert not response.streaming


def test_who_does_not_translate_is_refused(get, client):
    response = get(MEMBERS)
    assert response.status_code in {302, 403}
    assert not response.streaming
    client.logout()
    assert client.get(reverse("translation_desk:memory")).status_code == 302


@pytest.mark.parametrize("code", ["xx", "../../etc/passwd", "e\x00", "الع", "e" * 500])
def test_a_language_that_the_site_does_not_have_is_answered(get, code):
    response = get(SECRETARIAT, target=code)
    assert response.status_code == 302
    assert len(list(get_messages(response.wsgi_request))) == 1


# The command.


def test_the_command_writes_a_file(tmp_path):
    fill(5)
    out = StringIO()
    call_command("export_memory", source="es", target="en", output=tmp_path / "memory.tmx", stdout=out)
    assert len(segments((tmp_path / "memory.tmx").read_text("utf-8"))) == 5
    assert "5 pairs" in out.getvalue()


def test_the_command_writes_to_the_standard_output():
    fill(5)
    out = StringIO()
    call_command("export_memory", stdout=out)
    assert len(segments(out.getvalue())) == 5


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="no language xx"):
        call_command("export_memory", target="xx")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_memory", output=tmp_path / "none" / "memory.tmx")
