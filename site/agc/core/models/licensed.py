"""Under which licences texts are shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licensed(models.Model):
    """A work that says how it may be shared; abstract."""

    class Licence(models.TextChoices):
        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC0 = "cc0-1.0", "CC0 1.0"

    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC_BY,
        help_text=_("CC BY 4.0 lets others use it as long as they say whose it is."),
    )

    class Meta:
        abstract = True

    @property
    def licence_url(self):
        path = {self.Licence.CC_BY: "licenses/by/4.0/", self.Licence.CC_BY_SA: "licenses/by-sa/4.0/"}
        return f"https://creativecommons.org/{path.get(self.licence, 'publicdomain/zero/1.0/')}"

    def dublin_core(self):
        return super().dublin_core() | {"rights": [self.licence_url]}
