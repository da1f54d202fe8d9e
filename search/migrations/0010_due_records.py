from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0009_beginnings'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchrecord',
            name='due_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='searchrecord',
            index=models.Index(condition=models.Q(('due_since__isnull', False)), fields=['id'], name='records_due'),
        ),
    ]
