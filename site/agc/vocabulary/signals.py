"""What the vocabulary tells who depends on its words."""

from django.dispatch import Signal

# Labels, or what concepts belong to, were written without signals of their own: sent with the keys of the `concepts`.
concepts_changed = Signal()
