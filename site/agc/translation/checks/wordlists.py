"""Lists of words, written as one writes them."""


def listed(*texts):
    """Return the words of the texts as a list."""
    return " ".join(texts).split()
