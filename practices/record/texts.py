"""Rich text as CommonMark: legible in any cell, and HTML can be made of it again."""

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock, URLBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

# What CommonMark would take for its own, anywhere and at the beginning of a line.
MARKS = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
MARKS_IN_FRONT = re.compile(r"^(\s*)(?:([#+=~-])|(\d{1,9})([.)]))", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{3,}")
# What a rich text has; anything else of CommonMark stays as it was typed.
READER = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).disable(
    ["image", "code", "fence", "backticks", "blockquote", "hr", "lheading", "reference", "html_block", "html_inline"]
)
# As rich text writes it.
AS_STORED = (("strong>", "b>"), ("em>", "i>"), ("<br />\n", "<br/>"), (">\n<", "><"), ("\n", " "))
EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}


def escaped(text):
    """Return a plain text so that CommonMark reads it as it is."""
    text = MARKS.sub(r"\\\g<0>", text)
    return MARKS_IN_FRONT.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", text)


class CommonMark(HTMLParser):
    """Writes the HTML of a rich text field as CommonMark; what it does not know leaves its text.

    Links to pages and documents of the site leave their text alone: the field has but keys for them.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        # Each open element that is written only at its end: what it is, and what it has so far.
        self.open = [("", [])]
        self.lists = []
        self.feed(html)
        self.close()

    @property
    def text(self):
        while len(self.open) > 1:
            self.end()
        return BLANK_LINES.sub("\n\n", "".join(self.open[0][1])).strip()

    def write(self, text):
        self.open[-1][1].append(text)

    def begin(self, what):
        self.open.append((what, []))

    def end(self):
        """Close the innermost element; return what it was and what it has."""
        what, parts = self.open.pop()
        return what, "".join(parts)

    def handle_data(self, data):
        self.write(escaped(re.sub(r"\s+", " ", data)))

    def handle_starttag(self, tag, attrs):
        if tag in EMPHASIS:
            self.begin(tag)
        elif tag == "a":
            self.begin(("a", dict(attrs).get("href") or ""))
        elif tag in ("ul", "ol"):
            self.lists.append([tag, 0])
            self.write("\n\n" if len(self.lists) == 1 else "\n")
        elif tag == "li":
            self.begin("li")
        elif tag == "br":
            self.write("\\\n")
        elif tag == "p" or tag in HEADINGS:
            self.write("\n\n" + HEADINGS.get(tag, ""))

    def handle_endtag(self, tag):
        if tag == "p" or tag in HEADINGS:
            self.write("\n\n")
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.write("\n\n" if not self.lists else "")
        elif self.is_open(tag):
            what, text = self.end()
            self.write(self.written(what, text))

    def is_open(self, tag):
        what = self.open[-1][0]
        return tag == (what[0] if isinstance(what, tuple) else what)

    def written(self, what, text):
        if what == "li":
            return self.item(text)
        lean = text.strip()
        if not lean:
            return text
        # Space round the words stays outside, where CommonMark wants it.
        before, after = text[: text.index(lean)], text[text.index(lean) + len(lean) :]
        if isinstance(what, tuple):
            return f"{before}[{lean}](<{what[1].replace('>', '%3E')}>){after}" if what[1] else text
        return f"{before}{EMPHASIS[what]}{lean}{EMPHASIS[what]}{after}"

    def item(self, text):
        kind, number = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1][1] += 1
        mark = f"{number + 1}. " if kind == "ol" else "* "
        return mark + text.strip().replace("\n", "\n" + " " * len(mark)) + "\n"


def from_html(html):
    """Return a rich text as CommonMark."""
    return CommonMark(html).text


def from_stream(stream):
    """Return the texts of a stream field as CommonMark; nothing is loaded for it, and pictures and files stay out."""
    definitions = stream.stream_block.child_blocks
    parts = (from_block(definitions[block["type"]], block["value"]) for block in stream.raw_data)
    return "\n\n".join(filter(None, parts))


def from_block(block, value):
    """Return what is stored of a block as CommonMark; empty where it has no text."""
    if not value:
        return ""
    if isinstance(block, RichTextBlock):
        return from_html(value)
    if isinstance(block, CharBlock | TextBlock | URLBlock):
        return ("## " if block.name == "heading" else "") + escaped(str(value))
    if isinstance(block, TypedTableBlock):
        return from_table(value)
    if isinstance(block, ListBlock):
        items = (from_block(block.child_block, stored(item)) for item in value)
        return "\n".join("* " + item.replace("\n", "\n  ") for item in items if item)
    if isinstance(block, StructBlock):
        parts = (from_block(child, value.get(name)) for name, child in block.child_blocks.items())
        return "\n\n".join(filter(None, parts))
    if isinstance(block, StreamBlock):
        parts = (from_block(block.child_blocks[item["type"]], item["value"]) for item in value)
        return "\n\n".join(filter(None, parts))
    return ""


def stored(item):
    """Return the value of an item of a list, which older Wagtails stored alone and newer ones with its type."""
    return item["value"] if isinstance(item, dict) and item.keys() <= {"type", "value", "id"} else item


def from_table(table):
    """Return a table with its caption, cells between bars."""
    rows = [[column["heading"] for column in table["columns"]], *(row["values"] for row in table["rows"])]
    lines = ["| " + " | ".join(escaped(str(cell or "")).replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("---" for _column in table["columns"]) + " |")
    return "\n\n".join(filter(None, [escaped(table.get("caption") or ""), "\n".join(lines)]))


def to_html(text):
    """Return the rich text for a text in CommonMark: paragraphs, lists, headings, bold, italic and links."""
    return html_of(READER.parse(text))


def html_of(tokens):
    for token in tokens:
        if token.tag == "h1":
            # The page has one of its own.
            token.tag = "h2"
    html = READER.renderer.render(tokens, READER.options, {})
    for written, stored_as in AS_STORED:
        html = html.replace(written, stored_as)
    return html.strip()


def to_blocks(text):
    """Yield the blocks for a text in CommonMark: a heading for each heading, a paragraph for what stands between."""
    between = []
    tokens = READER.parse(text)
    for place, token in enumerate(tokens):
        # Those within a list stay with it.
        if token.level == 0 and token.type == "heading_open":
            if between:
                yield "paragraph", html_of(between)
            yield "heading", words_in(tokens[place + 1])
            between = []
        elif not is_of_heading(tokens, place):
            between.append(token)
    if between:
        yield "paragraph", html_of(between)


def is_of_heading(tokens, place):
    """Return whether a token is the text or the end of a heading that is a block of its own."""
    if tokens[place].type == "heading_close":
        return tokens[place].level == 0
    return place > 0 and tokens[place].level == 1 and tokens[place - 1].type == "heading_open"


def words_in(inline):
    return "".join(child.content for child in inline.children or ()).strip()


def normal(text):
    """Return a text in CommonMark as this module would write it itself: two that say the same are the same then."""
    return from_html(to_html(text))
