"""The index of the public search: a row for each page, its words without accents or capitals."""

from django.db import models

from agc.vocabulary.models import Concept


class SearchRow(models.Model):
    """One page in one language; pages of one record share the translation key."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    is_source = models.BooleanField()
    title = models.TextField()
    text = models.TextField()
    concepts = models.ManyToManyField(Concept, related_name="+")

    def __str__(self):
        return self.title
