"""Read the content files: one YAML file for each page, with all its languages."""

import graphlib
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from agc.core.languages import content_languages
from agc.core.records import key_of

CONTENT = Path(__file__).parent / "content"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class ContentFile:
    """A page as its file says it is."""

    path: Path
    data: dict

    @property
    def key(self):
        """The name by which other files speak of this page."""
        if self.data["type"] == "chapter":
            return f"{self.path.parent.name}/{self.path.stem}"
        return self.path.stem

    @property
    def translation_key(self):
        return key_of(self.key)

    @property
    def source(self):
        """The language the page was written in first."""
        return self.data["source"]

    @property
    def targets(self):
        """The languages it is translated into."""
        return [code for code in content_languages() if code != self.source and code in self.data["fields"]["title"]]

    def fields(self, language):
        """Return the fields with their texts in `language`."""
        return in_language(self.data["fields"], language)


def read_all(folder=CONTENT):
    """Return every content file of a folder, each after its parent."""
    files = {}
    for path in sorted(folder.rglob("*.yaml")):
        file = ContentFile(path, yaml.safe_load(path.read_text(encoding="utf-8")))
        files[file.key] = file
    parents = {key: [file.data["parent"]] if file.data["parent"] in files else [] for key, file in files.items()}
    return [files[key] for key in graphlib.TopologicalSorter(parents).static_order()]


def in_language(node, language):
    """Return `node` with each mapping of languages replaced by its text in `language`."""
    if isinstance(node, dict):
        if node and set(node) <= set(content_languages()):
            return node.get(language, "")
        return {name: in_language(value, language) for name, value in node.items()}
    if isinstance(node, list):
        return [in_language(value, language) for value in node]
    return node


def rich_text(markdown, link_to):
    """Return the rich text for a text in CommonMark.

    Args:
        markdown: the text.
        link_to: a function that returns the primary key of the page with a key, for links to `page:key`.
    """
    tokens = MARKDOWN.parse(str(markdown))
    for token in tokens:
        for child in token.children or []:
            href = child.attrGet("href") if child.type == "link_open" else None
            if href and href.startswith("page:"):
                child.attrs = {"linktype": "page", "id": str(link_to(href.removeprefix("page:")))}
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    # Rich text knows <b> and <i>, and no line breaks between its elements.
    for old, new in (("strong>", "b>"), ("em>", "i>"), (">\n<", "><"), ("\n", " ")):
        html = html.replace(old, new)
    return html.strip()
