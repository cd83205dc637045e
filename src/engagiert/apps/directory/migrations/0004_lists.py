"""Indexes for what front pages and the desk's lists show of many records."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_finding")]
    operations = [
        migrations.RemoveIndex("listing", "listing_place"),
        migrations.AddIndex(
            "listing",
            models.Index(
                fields=["ags"],
                name="listing_place",
                opclasses=["varchar_pattern_ops"],
                include=["confirmed_on", "updated_at"],
            ),
        ),
        migrations.AddIndex("listing", models.Index(fields=["-updated_at", "-id"], name="listing_by_change")),
        migrations.AddIndex(
            "organisation",
            models.Index(
                fields=["office", "sort_key", "id"],
                name="organisation_by_name",
                include=["state", "confirmed_on", "published_on"],
            ),
        ),
    ]
