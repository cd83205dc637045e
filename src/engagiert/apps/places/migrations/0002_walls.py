"""The register of places is open to read; every change of it is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch


class Migration(migrations.Migration):
    dependencies = [("places", "0001_places"), ("audit", "0001_entries")]
    operations = [
        watch("places_place", office_column=""),
        watch("places_town", office_column=""),
        watch("places_alliance", office_column=""),
        watch("places_alliancemember", office_column=""),
    ]
