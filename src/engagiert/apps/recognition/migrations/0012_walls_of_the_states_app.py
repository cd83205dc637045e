"""What goes to the state's app and comes from it stands behind its office's wall; how a file is laid out is open."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build

OF_OFFICE = (
    "recognition_handover", "recognition_handoverfile",
    "recognition_applist", "recognition_applistfile", "recognition_applistrow",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("recognition", "0011_the_states_app"), ("audit", "0001_entries")]
    operations = [
        build("recognition_applayout", Everyone("headings of a file", written_by_office=True)),
        watch("recognition_applayout"),
        *(build(table, ByOffice()) for table in OF_OFFICE),
        *(watch(table) for table in OF_OFFICE),
    ]
