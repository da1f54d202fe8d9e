"""The addresses of the desk, below /admin/translation/, in the namespace "translation_desk"."""

from django.urls import path, re_path

from agc.translation.desk import actions, views
from agc.translation.desk.coverage_view import CoverageMatrixView
from agc.translation.desk.queue import EVERY, REVIEW, QueueView

LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[a-z0-9]+)*)"


def queue(scope, name):
    """Return the two addresses of a list: of the whole page, and of what changes as one filters it."""
    way = f"{scope}/" if scope else ""
    return [
        re_path(rf"^{LANGUAGE}/{way}$", QueueView.as_view(scope=scope), name=name),
        re_path(
            rf"^{LANGUAGE}/{way}results/$", QueueView.as_view(scope=scope, results_only=True), name=f"{name}_results"
        ),
    ]


desk_urls = [
    path("", views.home, name="home"),
    path("coverage/", CoverageMatrixView.as_view(), name="coverage"),
    path("record/<int:pk>/take/", actions.TakeView.as_view(), name="take"),
    path("record/<int:pk>/hand-back/", actions.HandBackView.as_view(), name="hand_back"),
    path("record/<int:pk>/assign/", actions.AssignView.as_view(), name="assign"),
    path("record/<int:pk>/send/", actions.SendView.as_view(), name="send"),
    *queue("", "queue"),
    *queue(REVIEW, "queue_review"),
    *queue(EVERY, "queue_every"),
]
