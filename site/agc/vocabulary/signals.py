"""What the vocabulary tells who depends on its words."""

from django.dispatch import Signal

# Labels were written in bulk, without a signal of their own: sent with the keys of their `concepts`.
words_loaded = Signal()
