"""What the translators' desk costs: queries and time of its pages with many records and a large memory.

    make bench                       # 300 records in three languages, 20,000 texts in the memory
    RECORDS=30 UNITS=2000 make bench

It runs on the database of the tests, SQLite or that of DATABASE_URL, and prints a table. It asserts nothing: a clock is
no test.
"""

import os
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agc.core.languages import locales
from agc.editorial.groups import SECRETARIAT, translators
from agc.translation import memory, status
from agc.translation.models import MemoryUnit
from tests.factories import practice, standard, translate
from tests.translation.desk import republish, translation
from tests.translation.memory_corpus import fill

RECORDS = int(os.environ.get("RECORDS", "300"))
UNITS = int(os.environ.get("UNITS", "20000"))
RUNS = 15

pytestmark = pytest.mark.django_db


def measure(name, action):
    """Print the queries of an action, and the median and the slowest of its times in milliseconds."""
    action()
    times = []
    for _run in range(RUNS):
        with CaptureQueriesContext(connection) as queries:
            begun = time.perf_counter()
            size = action()
            times.append((time.perf_counter() - begun) * 1000)
    weight = f"{size / 1000:8.0f} kB" if isinstance(size, int) else ""
    print(f"{name:58} {len(queries):4} queries {statistics.median(times):8.1f} ms {max(times):8.1f} ms {weight}")


def page(client, url):
    def get():
        response = client.get(url)
        assert response.status_code == 200, url
        return len(response.content)

    return get


def test_bench(client, make_user, capsys):
    with capsys.disabled():
        print(f"\n\n{RECORDS} records, {UNITS} texts in the memory, {connection.vendor}; median and slowest of {RUNS}")
        begun = time.perf_counter()
        sources = [practice(title=f"Práctica {number}") for number in range(RECORDS)]
        with status.batch():
            for number, source in enumerate(sources):
                for language in ("en", "fr"):
                    translate(source, language, publish=number % 3 > 0)
        for source in sources[: RECORDS // 5]:
            republish(source, claim=f"Cambió todo {source.pk}.")
        fill(UNITS)
        print(f"made in {time.perf_counter() - begun:.0f} s; {MemoryUnit.objects.count()} units")
        long = standard(body=[("paragraph", f"<p>Párrafo {n} sobre los cuidados y {n} cosas.</p>") for n in range(148)])
        pages = {150: translate(long, "en", publish=False), 12: translate(sources[0], "en", publish=False)}

        client.force_login(make_user("translator", translators("en")))
        for number, target in pages.items():
            measure(f"editor, {number} texts", page(client, reverse("wagtailadmin_pages:edit", args=[target.pk])))
        measure("desk of a translator", page(client, reverse("translation_desk:queue", args=["en"])))
        client.force_login(make_user("secretariat", SECRETARIAT))
        measure("desk of the secretariat", page(client, reverse("translation_desk:queue", args=["en"])))
        measure("coverage", page(client, reverse("translation_desk:coverage")))
        measure("dashboard", page(client, reverse("wagtailadmin_home")))
        measure("page explorer", page(client, reverse("wagtailadmin_explore", args=[sources[0].get_parent().pk])))
        made = translation(long)
        measure("status of one record", lambda: status.refresh(long.translation_key, made.target_locale_id))
        text = "Las personas cuidadoras de Montevideo reciben un apoyo de 12 horas por semana."
        measure("similar texts of one", lambda: memory.similar(text, locales()["es"], locales()["en"]) and None)
        measure("public coverage", page(client, "/es/traducciones/"))
