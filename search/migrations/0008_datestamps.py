"""When each record changed last, for those who harvest: what is in the index by now, at the moment of this."""

from django.db import migrations, models
from django.utils import timezone


def stamp(apps, schema_editor):
    apps.get_model("search", "SearchRecord").objects.update(datestamp=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchrecord",
            name="datestamp",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="searchrecord",
            index=models.Index(fields=["datestamp", "id"], name="records_by_datestamp"),
        ),
        migrations.RunPython(stamp, migrations.RunPython.noop),
    ]
