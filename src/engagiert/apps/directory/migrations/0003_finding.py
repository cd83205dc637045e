"""One list of codes for all facets, indexes in the order of lists, and a number that changes with the register."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.functions import Cast, Coalesce

CODES = ("fields", "target_groups", "languages", "accessibility", "type", "sector")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="listing",
            name="codes",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    *CODES,
                    Cast(models.Value("*"), models.CharField()),
                    arg_joiner=" || ",
                    template="(%(expressions)s)",
                ),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40)),
            ),
        ),
        migrations.AlterField("listing", "slug", models.SlugField(db_index=False, max_length=120)),
        migrations.AddIndex(
            "listing", django.contrib.postgres.indexes.GinIndex(fields=["codes"], name="listing_codes")
        ),
        migrations.AddIndex("listing", models.Index(fields=["sort_key", "id"], name="listing_by_name")),
        migrations.AddIndex(
            "listing",
            models.Index(
                models.OrderBy(Coalesce("confirmed_on", "published_on"), descending=True, nulls_last=True),
                models.F("sort_key"),
                models.F("id"),
                name="listing_by_day",
            ),
        ),
        migrations.RunSQL("create sequence directory_register_state", "drop sequence directory_register_state"),
    ]
