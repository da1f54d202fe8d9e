from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "agc.vocabulary"
    label = "vocabulary"
    default_auto_field = "django.db.models.BigAutoField"
