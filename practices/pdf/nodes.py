"""Texts as a tree of plain nodes, which JSON can carry and a template can set.

Within a line: a text, {"b": …}, {"i": …}, {"quiet": …}, {"a": address, "in": …}, {"lang": code, "in": …}, {"br": True},
or {"address": …}, a text that is broken as addresses are.
Blocks have `is`: "p", "h", "ul", "ol", "quote", "box", "table" or "facts". `in` has what is within.
"""

import re

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock

from agc.core.blocks import CalloutBlock, ChecklistBlock, FigureListBlock, HeadingBlock, QuoteBlock, TableBlock
from practices.citations import NO_SIGN
from practices.record.texts import stored

# Lists within lists, and bold within italics: deeper ones, which no editor writes, are set as these are.
DEEPEST = 8
EMPHASIS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
# What begins a line of its own; the text round it ends.
BLOCKS = ("p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div")
LONGEST_ADDRESS = 2000


def line(text):
    """Return a text as the nodes of one line, without signs that no font has."""
    text = re.sub(r"\s+", " ", NO_SIGN.sub("", str(text or "")))
    return [text] if text.strip() else []


def lines(text):
    """Return a text as nodes, its ends of line kept."""
    found = []
    for part in NO_SIGN.sub("", str(text or "")).strip().splitlines():
        found += [{"br": True}, *line(part)] if found else line(part)
    return found


def link(address, within):
    """Return a link to another site or a mailbox; what else an address may be stays plain text."""
    address = NO_SIGN.sub("", address or "").strip()
    is_safe = re.match(r"(https?://|mailto:)\S+$", address) and len(address) <= LONGEST_ADDRESS
    return [{"a": address, "in": within}] if is_safe and within else within


def shown_link(text):
    """Return an address that stands written out: paper has nothing to click on."""
    return link(text, [{"address": text}]) if (text := "".join(line(text)).strip()) else []


def language_tag(code):
    """Return the language alone of a language code, as Typst wants it: "pt" of "pt-br"; empty where it is none."""
    tag = (code or "").split("-")[0].lower()
    return tag if re.fullmatch("[a-z]{2,3}", tag) else ""


def in_language(code, within):
    """Return nodes marked as being in a language, where it is known."""
    tag = language_tag(code)
    return [{"lang": tag, "in": within}] if tag and within else within


def paragraph(within, **more):
    return [{"is": "p", "in": within, **more}] if within else []


def paragraphs(text):
    """Return a plain text as blocks: a paragraph for each that an empty line ends."""
    return [block for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) for block in paragraph(lines(part))]


def items(kind, found):
    """Return a list of blocks, each with its own; none without items."""
    found = [item for item in found if item]
    return [{"is": kind, "in": found}] if found else []


def from_html(html):
    """Return a rich text as blocks; what is not known leaves its text.

    Links to pages and files of the site leave their text alone: the text has but keys for them.
    """
    return blocks_in(BeautifulSoup(html or "", "html.parser"), 0)


def blocks_in(element, depth):
    """Return the blocks within an element; text beside them makes paragraphs."""
    if depth > DEEPEST:
        return paragraph(line(element.get_text(" ")))
    found, loose = [], []
    for child in element.children:
        if getattr(child, "name", None) not in BLOCKS:
            loose += inline(child, depth)
            continue
        found += paragraph(trimmed(loose))
        loose = []
        found += block_from(child, depth)
    return found + paragraph(trimmed(loose))


def block_from(element, depth):
    if element.name in ("ul", "ol"):
        return items(element.name, [blocks_in(item, depth + 1) for item in element.find_all("li", recursive=False)])
    if element.name[0] == "h" and element.name[1:].isdigit():
        return paragraph([{"b": within}] if (within := line(element.get_text())) else [])
    return blocks_in(element, depth + 1)


def inline(node, depth):
    """Return an element within a line, or a text, as nodes."""
    if isinstance(node, PreformattedString):
        return []
    if isinstance(node, NavigableString):
        text = re.sub(r"\s+", " ", NO_SIGN.sub("", node))
        return [text] if text else []
    if node.name == "br":
        return [{"br": True}]
    if node.name in ("script", "style"):
        return []
    if depth > DEEPEST:
        return line(node.get_text(" "))
    within = [each for child in node.children for each in inline(child, depth + 1)]
    if node.name in EMPHASIS:
        return [{EMPHASIS[node.name]: within}] if within else []
    return link(node.get("href"), within) if node.name == "a" else within


def trimmed(within):
    """Return the nodes of a line without space or ends of line before and after."""
    within = list(within)
    while within and (within[0] == {"br": True} or (isinstance(within[0], str) and not within[0].strip())):
        within.pop(0)
    while within and (within[-1] == {"br": True} or (isinstance(within[-1], str) and not within[-1].strip())):
        within.pop()
    if within and isinstance(within[0], str):
        within[0] = within[0].lstrip()
    return within


def from_stream(stream):
    """Return a body as blocks; nothing is loaded for it: pictures, files and cards of pages stay out."""
    definitions = stream.stream_block.child_blocks
    found = (from_block(definitions[block["type"]], block["value"]) for block in stream.raw_data)
    return [block for blocks in found for block in blocks]


def from_block(block, value):
    """Return what is stored of a block as blocks; none where it has no text."""
    if not value:
        return []
    for kind, read in READERS:
        if isinstance(block, kind):
            return read(block, value)
    return []


def from_quote(_block, value):
    quote = paragraph(lines(value.get("text")))
    return [{"is": "quote", "in": quote, "by": line(value.get("attribution"))}] if quote else []


def from_callout(_block, value):
    return [{"is": "box", "title": line(value.get("title")), "in": from_html(value.get("text"))}]


def from_checklist(block, value):
    title = paragraph([{"b": line(value.get("title"))}]) if line(value.get("title")) else []
    return title + from_block(block.child_blocks["items"], value.get("items"))


def from_list(block, value):
    return items("ul", [from_block(block.child_block, stored(item)) for item in value])


def from_figures(_block, value):
    title = paragraph([{"b": line(value.get("title"))}]) if line(value.get("title")) else []
    figures = [stored(item) for item in value.get("items") or ()]
    rows = [
        [line(item.get("label")), [[{"b": line(item.get("value"))}], *filter(None, [line(item.get("note"))])]]
        for item in figures
        if item.get("label") and item.get("value")
    ]
    return title + facts(rows)


def facts(rows):
    """Return what is known, each under its name: pairs of a name and the lines that are said of it."""
    rows = [[name, said] for name, said in rows if name and said]
    return [{"is": "facts", "in": rows}] if rows else []


def from_table(_block, value):
    head = [line(column["heading"]) for column in value["columns"]]
    rows = [[lines(cell) for cell in row["values"]] for row in value["rows"]]
    return table(head, rows, line(value.get("caption")))


def table(head, rows, caption=(), widths=(), numbers=()):
    """Return a table.

    Args:
        head: what stands above each column.
        rows: the cells of each row; what has no column is left out.
        caption: what it shows, as nodes of a line.
        widths: the share of each column; 0 for one as wide as what is in it, and so are all without it.
        numbers: which columns have figures, counted from 0.
    """
    if not rows or not head:
        return []
    cells = [[*row, *([[]] * len(head))][: len(head)] for row in rows]
    about = {"caption": [*caption], "widths": [*widths] or [0] * len(head), "numbers": [*numbers]}
    return [{"is": "table", "head": head, "in": cells, **about}]


def from_struct(block, value):
    return [each for name, child in block.child_blocks.items() for each in from_block(child, value.get(name))]


# From the most particular class of block to the most general.
READERS = (
    (HeadingBlock, lambda _block, value: [{"is": "h", "level": 3, "in": line(value)}] if line(value) else []),
    (QuoteBlock, from_quote),
    (CalloutBlock, from_callout),
    (ChecklistBlock, from_checklist),
    (FigureListBlock, from_figures),
    (TableBlock, from_table),
    (ListBlock, from_list),
    (StructBlock, from_struct),
    (RichTextBlock, lambda _block, value: from_html(value)),
    (CharBlock | TextBlock, lambda _block, value: paragraph(lines(value))),
)
