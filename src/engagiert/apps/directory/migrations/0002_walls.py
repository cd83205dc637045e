"""Every table of the directory stands behind its office's wall, and every change is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build

BEHIND_THE_WALL = [
    "organisation",
    "alias",
    "sourcekey",
    "facility",
    "fundingsource",
    "contactpoint",
    "contact",
    "note",
    "revision",
    "pair",
    "importmapping",
    "importrun",
    "importfile",
    "importitem",
]


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_directory"), ("audit", "0001_entries")]
    operations = [
        *[build(f"directory_{table}", ByOffice()) for table in BEHIND_THE_WALL],
        build("directory_suggestion", ByOffice(intake=True)),
        build("directory_listing", Everyone("a projection", written_by_office=True)),
        *[watch(f"directory_{table}") for table in [*BEHIND_THE_WALL, "suggestion"]],
    ]
