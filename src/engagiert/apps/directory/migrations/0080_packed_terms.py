"""What a row is found by lies packed in it and is copied into the process; PostgreSQL keeps no text index (ADR 0030).

All listings are projected anew by ``init`` or ``migrate`` afterwards.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0074_fewer_indexes")]
    operations = [
        migrations.RemoveIndex("listing", "listing_search"),
        migrations.RemoveField("listing", "search"),
        migrations.AddField("listing", "search", models.BinaryField(default=b""), preserve_default=False),
    ]
