"""When a concept was last called otherwise, apart from when a page was last published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0012_counted")]

    operations = [
        migrations.AddField("searchstate", "naming", models.PositiveBigIntegerField(default=0)),
    ]
