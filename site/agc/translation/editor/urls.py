"""The addresses of the editor beside that of the page itself; they stand below /admin/translation/."""

from django.urls import path

from agc.translation.editor import side_by_side, text_views

app_name = "translation_editor"

editor_urls = [
    path("<int:translation_id>/texts/<int:segment_pk>/", text_views.text, name="text"),
    path("<int:translation_id>/texts/<int:segment_pk>/similar/", text_views.similar, name="similar"),
    path("<int:translation_id>/choices/<int:segment_pk>/", text_views.choice, name="choice"),
    path("<int:translation_id>/side-by-side/", side_by_side.side_by_side, name="side_by_side"),
    path("<int:translation_id>/preview/", side_by_side.translated, name="preview"),
    path("<int:translation_id>/source/", side_by_side.original, name="source"),
    path("<int:translation_id>/stop/", side_by_side.stop, name="stop"),
]
