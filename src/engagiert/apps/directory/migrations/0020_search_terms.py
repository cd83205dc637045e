"""The search index holds the engine's lexemes; all listings are projected anew by ``init`` after this migration."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_lists")]
    operations = [
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("term", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("documents", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["term"], name="search_term_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.RemoveIndex("listing", "listing_codes"),
        migrations.RemoveField("listing", "codes"),
        migrations.AddField(
            "listing",
            "codes",
            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "listing", django.contrib.postgres.indexes.GinIndex(fields=["codes"], name="listing_codes")
        ),
    ]
