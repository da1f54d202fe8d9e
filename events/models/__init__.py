from events.models.event import EventPage, check_zone, zone_choices
from events.models.event_parts import CoOrganiser, EventSource, Host, ShownPractice
from events.models.index import EventIndexPage

__all__ = [
    "CoOrganiser",
    "EventIndexPage",
    "EventPage",
    "EventSource",
    "Host",
    "ShownPractice",
    "check_zone",
    "zone_choices",
]
