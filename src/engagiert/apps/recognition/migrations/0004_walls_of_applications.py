"""Applications may be handed in by anybody and read by their office alone."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build


class Migration(migrations.Migration):
    dependencies = [("recognition", "0003_applications"), ("audit", "0001_entries")]
    operations = [
        build("recognition_application", ByOffice(intake=True)),
        watch("recognition_application"),
        build("recognition_engagement", ByOffice(intake=True)),
        watch("recognition_engagement"),
        build("recognition_programme", Everyone("conditions", written_by_office=True)),
        watch("recognition_programme"),
    ]
