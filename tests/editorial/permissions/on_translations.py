"""What a role may try on translations: each returns whether it was done."""

from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from agc.core.languages import locales
from agc.translation.models import SegmentComment
from agc.translation.texts import segments_of, set_text
from agc.vocabulary.models import Concept
from tests.editorial.permissions.desk import NEW
from tests.editorial.permissions.scenes import again, translation_of
from tests.translation.desk import type_text


def write_string(desk, target):
    translation = translation_of(target)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    type_text(desk.client, translation, "claim", NEW)
    written = StringTranslation.objects.filter(context=segment.context, locale=target.locale)
    return written.get(translation_of=segment.string).data == NEW


def publish_translation(desk, target):
    with desk.on_commit(execute=True):
        desk.post("edit", target.pk, data={"action": "publish"})
    return again(target).live


def convert_to_alias(desk, target):
    desk.localize("convert_to_alias", target.pk)
    desk.post("edit", target.pk, data={"localize-convert-to-alias": "1"})
    return bool(again(target).alias_of_id)


def submit_translation(desk, page):
    desk.localize("submit_page_translation", page.pk, data={"locales": [locales()["en"].pk]})
    return Translation.objects.filter(source__object_id=page.translation_key).exists()


def sync(desk, page):
    found = TranslationSource.objects.get(object_id=page.translation_key)
    before = found.last_updated_at
    desk.localize("update_translations", found.pk)
    found.refresh_from_db()
    return found.last_updated_at > before


def stop_translation(desk, target):
    desk.localize("stop_translation", translation_of(target).pk)
    return not translation_of(target).enabled


def read_report_of_translations(desk, _page):
    response = desk.client.get(reverse("wagtail_localize:translations_report"), follow=True)
    return response.resolver_match.namespace == "translation_desk" and response.status_code == 200


def submit_for_review(desk, target):
    desk.post("edit", target.pk, data={"action": "submit"})
    return again(target).workflow_in_progress


def approve_translation(desk, target):
    desk.post("edit", target.pk, data={"action": "approve"})
    return again(target).live


def ask_for_changes_of_translation(desk, target):
    desk.post("edit", target.pk, data={"action": "reject", "decision": "Shorter, please."})
    return not again(target).workflow_in_progress


def approve_translation_from_the_dashboard(desk, target):
    state = target.current_workflow_task_state
    desk.post("workflow_action", target.pk, "approve", state.pk, data={"comment": ""})
    return again(target).live


def publish_own_translation(desk, target):
    made = translation_of(target)
    for segment in segments_of(made):
        set_text(made, segment, f"mine {segment.source}", desk.user)
    desk.post("edit", target.pk, data={"action": "publish"})
    return again(target).live


def take_back_from_review(desk, target):
    desk.post("edit", target.pk, data={"action": "withdraw"})
    return not again(target).workflow_in_progress


def comment_on_text(desk, target):
    segment = segments_of(translation_of(target))[0]
    desk.post("edit", target.pk, data={"do": f"comment.{segment.pk}", f"comment-{segment.pk}": "Why?"})
    return SegmentComment.objects.filter(record__target=target).exists()


def download_po(desk, target):
    response = desk.localize("download_pofile", translation_of(target).pk, method="get")
    return response.status_code == 200 and b"msgid" in response.content


def preview_translation(desk, target):
    return desk.localize("preview_translation", translation_of(target).pk, method="get").status_code == 200


def submit_snippet(desk, _page):
    concept = Concept.objects.first()
    return desk.localize("submit_snippet_translation", "vocabulary", "concept", concept.pk).status_code == 200


def change_rules_on_translations(desk, _page):
    return desk.client.get(reverse("translation_policies:add")).status_code == 200
