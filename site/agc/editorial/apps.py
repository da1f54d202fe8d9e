from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "agc.editorial"
    label = "editorial"
    default_auto_field = "django.db.models.BigAutoField"
