"""What the open data say of a place (how many, since when, by whom) is read from the index alone."""

from django.db import migrations, models

_WIDER = ["confirmed_on", "updated_at", "published_on", "office", "is_demo"]


class Migration(migrations.Migration):
    dependencies = [("directory", "0051_needs")]
    operations = [
        migrations.RemoveIndex("listing", "listing_place"),
        migrations.AddIndex(
            "listing",
            models.Index(fields=["ags"], name="listing_place", opclasses=["varchar_pattern_ops"], include=_WIDER),
        ),
    ]
