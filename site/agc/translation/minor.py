"""A minor change of the source: what was translated stays the translation of what is there now."""

from agc.translation import status
from agc.translation.memory import previous_pairs
from agc.translation.texts import segments_of, set_text

TOOL = "minor change"


def carry_over(translation, before):
    """Take the translation that each changed text had as that of the new one; return how many.

    A text at a new place has had none: it stays due. So does one with links that the earlier one had not.

    Args:
        translation: wagtail-localize's Translation, its source already up to date.
        before: what the source said before this change, as pairs of the key of a place and a text: the translation of
            anything older is behind by changes that nobody called minor.
    """
    segments = [segment for segment in segments_of(translation) if not segment.target]
    carried = 0
    with status.batch():
        for pk, previous in previous_pairs(translation, segments).items():
            segment = next(segment for segment in segments if segment.pk == pk)
            if (segment.context_id, previous.source) not in before:
                continue
            set_text(translation, segment, previous.target, user=None, tool_name=TOOL)
            carried += 1
    return carried
