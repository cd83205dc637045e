"""Everybody reads identifiers and licences; only the office that publishes writes them."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import Everyone, build


class Migration(migrations.Migration):
    dependencies = [("directory", "0040_public_identifiers"), ("audit", "0001_entries")]
    operations = [
        build("directory_publicid", Everyone("identifiers", written_by_office=True)),
        build("directory_openterms", Everyone("licences", written_by_office=True)),
        watch("directory_openterms"),
    ]
