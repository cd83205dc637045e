"""Offers stand behind their office's wall, and every change is on record; what is public is read by all."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build

BEHIND_THE_WALL = ["revision", "run", "runitem"]


class Migration(migrations.Migration):
    dependencies = [
        ("opportunities", "0001_opportunities"),
        ("audit", "0001_entries"),
        # Brings the function that tells for which organisation an account speaks.
        ("directory", "0072_own_record"),
    ]
    operations = [
        *[build(f"opportunities_{table}", ByOffice()) for table in BEHIND_THE_WALL],
        build("opportunities_opportunity", ByOffice(own="organisation_id")),
        build("opportunities_listing", Everyone("a projection", written_by_office=True)),
        *[watch(f"opportunities_{table}") for table in [*BEHIND_THE_WALL, "opportunity"]],
    ]
