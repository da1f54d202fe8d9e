"""What a machine's translation costs: counted and told before, and nothing sent twice."""

import pytest

from agc.translation.machine import plan, used_this_month
from agc.translation.machine.run import batches, run
from agc.translation.models import MachineUsage
from agc.translation.texts import set_text
from tests.factories import standard, translate
from tests.translation.machines import MACHINE, rows, segment_at, untranslated

pytestmark = pytest.mark.django_db


def test_what_would_be_sent_is_counted_once_for_each_text(use):
    use()
    translation = untranslated(standard(title="Repetida", summary="Repetida", body=[]))
    planned = plan(translation)
    assert (planned.backend, planned.strings, planned.characters) == ("Trial", 1, len("Repetida"))
    assert planned.supported
    assert MachineUsage.objects.count() == 0


def test_what_has_a_translation_is_not_sent(use, translation, translator):
    sent = []
    use(lambda texts: [sent.append(text) or text for text in texts])
    set_text(translation, segment_at(translation, "title"), "Care system", translator)
    assert plan(translation).strings == 3
    run(translation, translator)
    assert "Sistema de cuidados" not in sent
    assert rows(translation).get(context__path="title").data == "Care system"


def test_what_the_memory_has_is_not_sent(use, translation, translator):
    sent = []
    use(lambda texts: [sent.append(text) or text for text in texts])
    translate(standard(summary="Una página."), "en", summary="One page.")
    planned = plan(translation)
    assert (planned.known, planned.strings) == (1, 3)
    result = run(translation, translator)
    assert (result.known, result.saved) == (1, 3)
    assert "Una página." not in sent
    row = rows(translation).get(context__path="summary")
    assert (row.data, row.translation_type) == ("One page.", MACHINE)


def test_more_than_may_be_sent_in_a_month_is_refused(use, translation, translator):
    MachineUsage.objects.create(backend="x", source_language="es", target_language="en", characters=950)
    use(limit=1000)
    assert not plan(translation).affordable
    result = run(translation, translator)
    assert "1000" in result.failure.replace(",", "").replace(".", "").replace("\N{NO-BREAK SPACE}", "")
    assert (result.saved, result.left) == (0, 4)
    assert used_this_month() == 950


def test_what_was_sent_in_earlier_months_does_not_count(use, translation):
    usage = MachineUsage.objects.create(backend="x", source_language="es", target_language="en", characters=5000)
    MachineUsage.objects.filter(pk=usage.pk).update(sent_at="2020-01-31T23:59:59Z")
    use(limit=1000)
    assert plan(translation).affordable


def test_batches_are_what_a_service_takes_at_once():
    texts = ["x" * 30_000, *("y" * 9_000 for _number in range(3)), *("z" for _number in range(120))]
    found = list(batches(texts))
    assert [text for batch in found for text in batch] == texts
    assert all(len(batch) <= 50 for batch in found)
    assert all(len(batch) == 1 or sum(map(len, batch)) <= 20_000 for batch in found)
