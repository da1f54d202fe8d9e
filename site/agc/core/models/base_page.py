"""What every page of the site shares."""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Locale, Page, Workflow
from wagtail.search import index

from agc.core.addresses import free_slug
from agc.core.consent import CONSENT_MISSING, WORDS_MISSING, fields_without_consent
from agc.core.fields import OwnField, shared
from agc.core.forms import BasePageForm, OwnLanguageCopyForm
from agc.core.models.described import Described
from agc.core.permissions import BasePagePermissionTester
from agc.core.publishing import NotPublished, reasons
from agc.core.querysets import PublishedPageManager
from agc.core.references import updated_once
from agc.core.texts import address_of
from agc.core.untranslated import source_texts_in


class BasePage(Described, Page):
    """A page with a summary, a picture, and a language in which it was first written."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, at most 300 characters. Lists, search engines and shared links show them."),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Heads the page, and goes with shared links. People who can be recognised in it must have agreed."),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_(
            "Read aloud to those who cannot see the picture. Write it in the language of the page. "
            "For example: a father and his daughter cook."
        ),
    )
    illustrative = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Tick this when the page shows how something could look and does not report facts."),
    )
    source_locale = models.ForeignKey(
        Locale,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("first written in"),
    )

    minor_change = models.BooleanField(
        _("minor change"),
        default=False,
        help_text=_(
            "Tick this when what has changed since the last publication needs no new translation, such as a slip of "
            "the pen: what is translated stays as it is."
        ),
    )

    objects = PublishedPageManager()

    base_form_class = BasePageForm
    copy_form_class = OwnLanguageCopyForm
    exclude_fields_in_copy = ["source_locale"]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    picture_panel = MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture"))
    settings_panels = [FieldPanel("illustrative"), FieldPanel("minor_change"), *Page.settings_panels]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldRowPanel([FieldPanel("show_in_menus")]),
            ],
            heading=_("Address and menus"),
        )
    ]

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]

    # The address of a page is made from its own title, and a picture's choice is the source's.
    override_translatable_fields = [
        OwnField("slug"),
        OwnField("search_description"),
        OwnField("minor_change"),
        *shared("illustrative", "show_in_menus"),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.find_source_locale()
        with updated_once(self):
            super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        self.find_source_locale()
        self.take_address_from_title()
        super().full_clean(*args, **kwargs)

    def find_source_locale(self):
        """Note the language of a new page: where other languages of it exist, that of the first; else its own."""
        if not self.source_locale_id and self.locale_id:
            others = type(self)._base_manager.filter(translation_key=self.translation_key).order_by("pk")
            self.source_locale_id = others.values_list("source_locale_id", flat=True).first() or self.locale_id

    def take_address_from_title(self):
        """Give a translation that was never published the address that its own title makes.

        It starts as a copy with the source's address. Once published it keeps its address: readers have it. A new page
        whose title has no Latin letter, of which Wagtail makes no address, gets one too.
        """
        if self.pk and self.is_translation and not self.first_published_at:
            self.slug = free_slug(self, (address_of(self.title) or self.slug)[:200])
        elif not self.slug and self.path and not slugify(self.title):
            self.slug = free_slug(self, address_of(self.title)[:200] or self._meta.model_name)

    @property
    def is_translation(self):
        """Whether the page was made from a page in another language."""
        return bool(self.source_locale_id) and self.source_locale_id != self.locale_id

    def copy_for_translation(self, locale, copy_parents=False, alias=False, exclude_fields=None):
        """Make the draft of a translation: it has no days of its own to appear and vanish, but goes with its source."""
        without = [*(exclude_fields or ()), "go_live_at", "expire_at"]
        return super().copy_for_translation(locale, copy_parents, alias, without)

    def get_workflow(self):
        """Return the workflow of the nearest page that has one; a translation has that of translations, anywhere."""
        if not self.is_translation:
            return super().get_workflow()
        task = ContentType.objects.filter(app_label="translation", model="languagereviewtask")
        return Workflow.objects.active().filter(workflow_tasks__task__content_type__in=task).order_by("pk").first()

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def permissions_for_user(self, user):
        return BasePagePermissionTester(user, self)

    def publish(self, revision, *, skip_permission_checks=False, **options):
        """Publish a revision.

        Args:
            revision: the Revision.
            skip_permission_checks, options: as for Wagtail's Page.publish.

        Raises:
            NotPublished: when it may not be, whoever asks and by whatever way.
        """
        # The page that is checked is the one that is published: to make it of its revision takes 30 statements.
        action = PublishPageRevisionAction(revision, **options)
        action.object.check_publishable()
        return action.execute(skip_permission_checks=skip_permission_checks)

    def check_publishable(self):
        """Refuse what still has texts of its source or lacks what is required.

        Publishing in bulk and approving pass no form that could say so.

        Raises:
            NotPublished: with the reason.
        """
        left = source_texts_in(self) if self.is_translation else []
        if left:
            reason = gettext("It still has texts of its source, such as “%(text)s”. Publish it from its editor.")
            raise NotPublished(self, reason % {"text": left[0]})
        try:
            self.full_clean()
            self.clean_pictures()
        except ValidationError as error:
            raise NotPublished(self, reasons(self, error)) from error

    def clean_pictures(self):
        """Refuse pictures without the consent of their people, or without words for who cannot see them.

        Raises:
            ValidationError: with what is missing. A draft may have such pictures, so that `clean` does not ask.
        """
        values = {field.name: getattr(self, field.name) for field in self._meta.fields if not field.primary_key}
        if fields_without_consent(type(self), values):
            raise ValidationError(CONSENT_MISSING)
        if self.image and not self.image_alt:
            raise ValidationError(WORDS_MISSING)

    def serve_password_required_response(self, request, form, action_url):
        """Ask for the password without a word of what is behind it: no title, no description, no structured data."""
        return TemplateResponse(request, "password_required.html", {"form": form, "action_url": action_url})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["json_ld"] = self.json_ld(request)
        return context


def page_models():
    """Return the types of pages of the site."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]
