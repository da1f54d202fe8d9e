"""What is read of all concepts: kept in the memory of a process until one of them is called otherwise."""

import threading

from django.db import connection

from search.models import SearchState


class OfConcepts:
    """What a function reads of all concepts, kept until one is saved or deleted; publishing a page changes none.

    Args:
        read: the function; what it is given besides, such as a language, is kept apart.
    """

    def __init__(self, read):
        self.read = read
        self.lock = threading.Lock()
        self.forget()

    def get(self, *given, newest=None):
        """Return what the function reads.

        Args:
            given: what it is given.
            newest: the number of the last change of the index, by who has asked for it: until the next one nothing
                is asked here. Who is writing a change leaves it out.
        """
        key = connection.settings_dict["NAME"], *given
        checked, naming, found = self.held.get(key, (None, None, None))
        if found is None or newest is None or checked != newest:
            with self.lock:
                now = SearchState.newest_naming()
                checked, naming, found = self.held.get(key, (None, None, None))
                if found is None or naming != now:
                    found = self.read(*given)
                self.held[key] = checked if newest is None else newest, now, found
        return found

    def forget(self):
        """Forget what was read, as after a transaction that was rolled back."""
        self.held = {}
