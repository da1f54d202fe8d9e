"""What lists read of the index: which row a reader gets, and where it stands."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0006_heads'),
    ]

    operations = [
        migrations.RenameField('searchrow', 'is_source', 'is_fallback'),
        migrations.AddField(
            model_name='searchrow',
            name='listed_by',
            field=models.CharField(default='', max_length=25),
        ),
        migrations.AddField(
            model_name='searchrow',
            name='over_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='searchrow',
            name='published_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='searchrow',
            name='sort_title',
            field=models.CharField(default='', max_length=100),
        ),
        migrations.AddIndex(
            model_name='searchrecord',
            index=models.Index(fields=['-day', '-id'], name='records_by_day'),
        ),
        migrations.AddIndex(
            model_name='searchrow',
            index=models.Index(fields=['sort_title', 'page'], name='rows_by_title'),
        ),
        migrations.AddIndex(
            model_name='searchrow',
            index=models.Index(fields=['-listed_by', '-published_at', '-page'], name='rows_by_their_day'),
        ),
        migrations.AddIndex(
            model_name='searchrow',
            index=models.Index(fields=['-published_at', '-page'], name='rows_by_publication'),
        ),
    ]
