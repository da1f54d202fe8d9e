import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0009_beginnings'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDue',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='due', serialize=False, to='search.searchrecord')),
            ],
        ),
    ]
