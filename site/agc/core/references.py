"""What a page refers to, as Wagtail's reference index keeps it."""

from contextlib import contextmanager


@contextmanager
def updated_once(page):
    """Let Wagtail read the references of a page once, after it was saved.

    Each of its rows asks for that too when it is saved: a practice with forty rows would be read forty times.
    """
    # Wagtail's module wants the models of its apps.
    from wagtail import signal_handlers as wagtail

    if getattr(wagtail.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with wagtail.disable_reference_index_auto_update():
        yield
    wagtail.update_reference_index_on_save(page)
