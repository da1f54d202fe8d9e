"""Where a practice comes from, what was adapted from it, and what belongs with it."""

from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

# Generations that are followed each way; one query for each.
GENERATIONS = 4


@dataclass
class Adaptation:
    """A practice in the tree, with what was changed when it was adapted, and what was adapted from it."""

    page: Page
    note: str = ""
    note_language: str = ""
    children: list = field(default_factory=list)


class Links:
    """The links of a practice to others, as it has them itself, and those of others, as far as they are public.

    Args:
        page: the practice, in the reader's language; a draft shows its own links before it is published.
    """

    def __init__(self, page):
        self.page, self.own = page, page.translation_key
        self.kinds = page.links.model.Relation
        self.public = type(page).objects.published()
        self.notes = {}
        self.up, self.down = self.upwards(), self.downwards()
        named = [*self.linked(self.kinds.RELATED), *self.linking(self.kinds.RELATED, {self.own}).get(self.own, ())]
        self.related_keys = [key for key in dict.fromkeys(named) if key != self.own]

    @property
    def keys(self):
        """The keys of all the practices that are met, whether public or not."""
        return {key for met in (self.up, self.down) for keys in met.values() for key in keys}.union(self.related_keys)

    def tree(self, pages):
        """Return the practices it comes from, the nearest last, and what was adapted from it; None where none is there.

        Args:
            pages: the public ones of those that are met, by key.
        """
        origins, children = self.origins(self.own, self.up, pages), self.branch(self.own, self.down, pages)
        return {"origins": origins, "children": children} if origins or children else None

    def related(self, pages):
        """Return what was said to belong with it, whichever of the two says so, each once with its note.

        Args:
            pages: the public ones of those that are met, by key.
        """
        notes, kind = self.notes, self.kinds.RELATED
        return [
            Adaptation(pages[key], *(notes.get((kind, self.own, key)) or self.note(kind, key, self.own)))
            for key in self.related_keys
            if key in pages
        ]

    def upwards(self):
        """Return the practices that each was adapted from, generation by generation; none is met twice."""
        met, known = {self.own: self.linked(self.kinds.ADAPTED)}, {self.own}
        newest = set(met[self.own]) - known
        for _generation in range(GENERATIONS - 1):
            if not newest:
                break
            known |= newest
            rows = self.rows(self.kinds.ADAPTED, practice__translation_key__in=newest)
            newest = set()
            for here, there, note, language in rows:
                if there not in known:
                    self.take_note(self.kinds.ADAPTED, here, there, note, language)
                    met.setdefault(here, []).append(there)
                    newest.add(there)
        return {key: list(dict.fromkeys(others)) for key, others in met.items()}

    def downwards(self):
        """Return the practices that were adapted from each, as `upwards`."""
        met, known, newest = {}, {self.own}, {self.own}
        for _generation in range(GENERATIONS):
            found = self.linking(self.kinds.ADAPTED, newest)
            newest = set()
            for key, others in found.items():
                met[key] = [other for other in others if other not in known]
                known.update(met[key])
                newest.update(met[key])
            if not newest:
                break
        return met

    def linked(self, relation):
        """Return the keys of the practices that this one names itself, in its order."""
        found = []
        for row in self.page.links.all():
            key = self.named_by_itself.get(row.other_id)
            if row.relation == relation and key and key != self.own:
                found.append(key)
                if row.note:
                    self.notes[relation, self.own, key] = (row.note, self.page.language)
        return found

    @cached_property
    def named_by_itself(self):
        """The keys of the practices that it names, by the page that it names."""
        pages = Page.objects.filter(pk__in=[row.other_id for row in self.page.links.all()])
        return dict(pages.values_list("pk", "translation_key"))

    def linking(self, relation, keys):
        """Return the keys of the public practices that name some others, by the key of the other."""
        found = {}
        for here, there, note, language in self.rows(relation, other__translation_key__in=keys):
            self.take_note(relation, here, there, note, language)
            others = found.setdefault(there, [])
            if here not in others:
                others.append(here)
        return found

    def rows(self, relation, **filters):
        """Return the links of public practices: who names whom, with the note and its language."""
        rows = self.page.links.model.objects.filter(relation=relation, practice__in=self.public, **filters)
        told = ("practice__translation_key", "other__translation_key", "note", "locale__language_code")
        return rows.order_by("pk").values_list(*told)

    def take_note(self, relation, here, there, note, language):
        """Keep the note of a link: that in the reader's language, else any."""
        key = relation, here, there
        if note and (key not in self.notes or language == self.page.language):
            self.notes[key] = (note, language)

    def note(self, relation, here, there):
        """Return the note of a link and its language; empty texts where it has none."""
        return self.notes.get((relation, here, there), ("", ""))

    def origins(self, key, up, pages):
        """Return where a practice comes from, the farthest first, and nothing behind one that is not public."""
        found = []
        for other in up.get(key, ()):
            if other in pages:
                found += self.origins(other, up, pages)
                found.append(Adaptation(pages[other], *self.note(self.kinds.ADAPTED, key, other)))
        return found

    def branch(self, key, down, pages):
        return [
            Adaptation(pages[other], *self.note(self.kinds.ADAPTED, other, key), self.branch(other, down, pages))
            for other in down.get(key, ())
            if other in pages
        ]
