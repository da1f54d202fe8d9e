from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "agc.translation"
    label = "translation"
    verbose_name = _("Translation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from agc.translation import mails, signals, system_checks  # noqa: F401 - they connect and register themselves
        from agc.translation.machine import refuse_wrong_setting

        refuse_wrong_setting()
