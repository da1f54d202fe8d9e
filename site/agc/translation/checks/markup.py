"""What would break the page or the message: tags, links, placeholders, length, and text that nobody has read."""

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_localize.strings import INLINE_TAGS

from agc.translation.checks.addresses import PLACEHOLDER
from agc.translation.checks.base import ERROR, register

VOID = "br"
# A "<" that begins a tag for a browser and does not end as one.
BROKEN_TAG = re.compile(r"<(?=[a-z/!?])(?!/?[a-z][a-z0-9-]*[^<>]*>)[^<>]{0,40}>?", re.IGNORECASE)
# Characters that no text needs: NUL and its like, halves of characters, and the sign of a file read in a wrong way.
USELESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
# What remains of an accent when UTF-8 has been read as Latin-1 or Windows-1252.
MISREAD = re.compile("Ã[\x80-\xbf©¡­³º±¼§ª¨´®»¢¶‰€ƒ†“”]|â€[™œ\x9d“”¦˜]|Â[«»¿¡°ºª§·\xa0]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")


def is_blank(side):
    """Return whether a reader sees nothing of a text."""
    return not any(unicodedata.category(character)[0] in "LNPSM" for character in side.text.replace("\ufe0f", ""))


@register("empty", gettext_lazy("Empty translation"), ERROR)
def empty(pair):
    if not is_blank(pair.target):
        return
    if not is_blank(pair.source):
        yield _("The translation is empty.")
    elif pair.asked.required:
        yield _("This text is required.")


@register("machine", gettext_lazy("Machine translation that nobody has confirmed"), ERROR)
def machine(pair):
    if pair.asked.machine:
        yield _("A machine wrote this. Read it against the source and save it, changed or as it is.")


@register("control-characters", gettext_lazy("Control characters"), ERROR)
def control_characters(pair):
    for character in dict.fromkeys(USELESS.findall(pair.target.text)):
        yield _("There is a character that cannot be shown: U+%(code)s.") % {"code": f"{ord(character):04X}"}


@register("html", gettext_lazy("Wrong HTML"), ERROR)
def malformed(pair):
    data = pair.target.data
    for match in BROKEN_TAG.finditer(data):
        yield _("This tag is not complete; a plain “<” is written “&lt;”."), match.group()
    for tag in pair.target.tags:
        if tag.name not in INLINE_TAGS:
            yield _("The tag <%(name)s> is not allowed.") % {"name": tag.name}, tag.written
        elif not tag.clean or (tag.identity is not None and tag.name != "a"):
            yield _("The tag <%(name)s> has attributes that are not allowed.") % {"name": tag.name}, tag.written
    yield from unpaired(pair.target.tags)


def unpaired(tags):
    """Yield each tag that is not closed, or not where it should be."""
    open_tags = []
    for tag in tags:
        if tag.name == VOID:
            continue
        if not tag.closing:
            open_tags.append(tag)
        elif open_tags and open_tags[-1].name == tag.name:
            open_tags.pop()
        else:
            yield _("%(tag)s does not close the tag before it.") % {"tag": tag.written}, tag.written
            return
    for tag in open_tags:
        yield _("%(tag)s is not closed.") % {"tag": tag.written}, tag.written


def tag_names(side):
    return Counter(tag.name for tag in side.tags if not tag.closing and tag.name not in ("a", VOID))


@register("tags", gettext_lazy("Tags that differ"), ERROR)
def tags(pair):
    source, target = tag_names(pair.source), tag_names(pair.target)
    for name in source.keys() - target.keys():
        yield _("The tag <%(name)s> of the source is missing.") % {"name": name}
    for name in target.keys() - source.keys():
        yield _("The source has no tag <%(name)s>.") % {"name": name}, f"<{name}>"


@register("tag-count", gettext_lazy("Another number of tags"))
def tag_count(pair):
    source, target = tag_names(pair.source), tag_names(pair.target)
    for name in sorted(source.keys() & target.keys()):
        if source[name] != target[name]:
            values = {"name": name, "source": source[name], "target": target[name]}
            yield _("The source has <%(name)s> %(source)s times, the translation %(target)s times.") % values


@register("line-breaks", gettext_lazy("Another number of lines"))
def line_breaks(pair):
    source, target = (side.text.strip().count("\n") + 1 for side in (pair.source, pair.target))
    if source != target:
        lines = ngettext("The source has %(count)s line", "The source has %(count)s lines", source) % {"count": source}
        yield _("%(lines)s, the translation %(target)s.") % {"lines": lines, "target": target}


@register("links", gettext_lazy("Links that differ"), ERROR)
def links(pair):
    source, target = (
        Counter(tag.identity or "" for tag in side.tags if tag.name == "a" and not tag.closing)
        for side in (pair.source, pair.target)
    )
    for identity in sorted(source.keys() - target.keys()):
        yield _("The link %(link)s of the source is missing.") % {"link": link(identity)}
    for identity in sorted(target.keys() - source.keys()):
        yield _("The source has no link %(link)s.") % {"link": link(identity)}, link(identity)
    for identity in sorted(source.keys() & target.keys()):
        if target[identity] > source[identity]:
            yield _("The link %(link)s stands here more often than in the source.") % {"link": link(identity)}


def link(identity):
    return f'<a id="{identity}">' if identity else "<a>"


@register("placeholders", gettext_lazy("Placeholders that differ"), ERROR)
def placeholders(pair):
    source, target = (Counter(PLACEHOLDER.findall(side.text)) for side in (pair.source, pair.target))
    for name in source - target:
        yield _("The placeholder “%(name)s” is missing.") % {"name": name}
    for name in target - source:
        yield _("The source has no placeholder “%(name)s” here.") % {"name": name}, name


@register("max-length", gettext_lazy("Too long"), ERROR)
def max_length(pair):
    limit, length = pair.asked.max_length, len(pair.target.text)
    if limit is not None and length > limit:
        values = {"limit": limit, "length": length, "over": length - limit}
        yield _("Too long by %(over)s: %(length)s characters, of %(limit)s at most.") % values


@register("encoding", gettext_lazy("Characters read in a wrong way"))
def misread(pair):
    for found in dict.fromkeys(MISREAD.findall(pair.target.text)):
        if found not in pair.source.text:
            yield _("“%(found)s” looks like an accent or a quotation mark gone wrong.") % {"found": found}, found


@register("invisible", gettext_lazy("Invisible characters"), needs="target")
def invisible(pair):
    for found in dict.fromkeys(INVISIBLE.findall(pair.target.text)):
        if found not in pair.source.text:
            yield _("There is an invisible character: U+%(code)s.") % {"code": f"{ord(found):04X}"}
