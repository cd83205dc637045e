"""What the data protection of an office keeps stands behind its wall; its notices are for everybody."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build

_OWN = ("privacy_sweep", "privacy_erasure", "privacy_breach", "privacy_consent", "privacy_agreement")


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_data_protection"), ("audit", "0001_entries")]
    operations = [
        build("privacy_profile", Everyone("", written_by_office=True)),
        watch("privacy_profile"),
        *(build(table, ByOffice()) for table in _OWN),
        *(watch(table) for table in _OWN),
    ]
