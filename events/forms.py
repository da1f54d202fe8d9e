"""The form of an event."""

import datetime
import zoneinfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from agc.core.forms import BasePageForm


class WallClockField(forms.DateTimeField):
    """A day and a time as the clocks of some place show them, without the zone of that place."""

    widget = AdminDateTimeInput

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        with timezone.override(datetime.UTC):
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)


class EventForm(BasePageForm):
    """Times are typed and shown by the clocks of the event, whatever the zone of the editor's account."""

    starts_at = WallClockField(label=_("start"), help_text=_("By the clocks of the event’s time zone."))
    ends_at = WallClockField(label=_("end"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            moment = self.instance.local(self.initial.get(name))
            self.initial[name] = moment and moment.replace(tzinfo=None)

    def clean(self):
        data = super().clean()
        zone = zoneinfo.ZoneInfo(data.get("zone") or "UTC")
        for name in ("starts_at", "ends_at"):
            if data.get(name):
                data[name] = data[name].replace(tzinfo=zone)
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] < data["starts_at"]:
            self.add_error("ends_at", _("It cannot end before it starts."))
        if not self.is_deferred_validation and not data.get("organiser_member") and not data.get("organiser_name"):
            self.add_error("organiser_name", _("Say who organises the event."))
        return data
