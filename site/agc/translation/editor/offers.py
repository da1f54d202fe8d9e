"""What is offered for a text: what it was before the source changed, the same sentence elsewhere, similar ones."""

from dataclasses import dataclass

from agc.translation import memory
from agc.translation.editor.saving import token_of
from agc.translation.memory.fitting import adapt
from agc.translation.texts import shown


@dataclass(frozen=True)
class Offer:
    """A translation that can be taken over.

    Attributes:
        kind: "previous", "exact" or "similar".
        source, target: as wagtail-localize keeps them.
        rich: whether the text it is offered for has marks.
        likeness: how alike the sources are, in percent.
        origin: the page it comes from.
        approved: whether it has been published.
        adapted: whether numbers or links were fitted to the text.
    """

    kind: str
    source: str
    target: str
    rich: bool
    likeness: int = 100
    origin: str = ""
    approved: bool = False
    adapted: bool = False

    @property
    def text(self):
        return shown(self.target, self.rich)

    @property
    def source_text(self):
        return shown(self.source, self.rich)

    @property
    def token(self):
        return token_of(self.target)


def offer_of(kind, suggestion, segment):
    return Offer(
        kind=kind,
        source=suggestion.source,
        target=suggestion.target,
        rich=segment.rich,
        likeness=suggestion.likeness,
        origin=suggestion.origin,
        approved=suggestion.approved,
        adapted=suggestion.adapted,
    )


def previous_offers(translation, segments):
    """Return what texts were before the source changed, by the pk of the segment."""
    found = memory.previous_pairs(translation, segments)
    rich = {segment.pk: segment.rich for segment in segments}
    return {pk: Offer("previous", pair.source, pair.target, rich[pk], round(pair.score)) for pk, pair in found.items()}


def exact_offers(translation, segments):
    """Return translations of the same texts elsewhere, by the pk of the segment, without what stands there already."""
    if not segments:
        return {}
    found = memory.exact(translation, segments)
    return {
        segment.pk: [offer_of("exact", item, segment) for item in found.get(segment.key, ())] for segment in segments
    }


def similar_offers(translation, segment):
    """Return translations of similar texts, the likest first, with links and numbers fitted where that is safe."""
    source, target = translation.source.locale, translation.target_locale
    found = memory.similar(segment.source, source, target, exclude_key=segment.key)
    fitted = (adapt(item, segment, source.language_code, target.language_code) for item in found)
    return [offer_of("similar", item, segment) for item in fitted if item.target != segment.target]
