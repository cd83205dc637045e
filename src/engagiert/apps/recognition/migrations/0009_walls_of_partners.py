"""The list of partners is public; whom the office asks there, what strangers offer, and counts are not."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build


class Migration(migrations.Migration):
    dependencies = [("recognition", "0008_partners"), ("audit", "0001_entries")]
    operations = [
        build("recognition_partner", Everyone("public list", written_by_office=True)),
        watch("recognition_partner"),
        build("recognition_partnercontact", ByOffice()),
        watch("recognition_partnercontact"),
        build("recognition_partneroffer", ByOffice(intake=True)),
        watch("recognition_partneroffer"),
        build("recognition_redemption", ByOffice()),
        watch("recognition_redemption"),
    ]
