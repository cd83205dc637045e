"""Cards stand behind the wall of their office; keys and revoked places are for everybody to read."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, build


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_cards"), ("audit", "0001_entries")]
    operations = [
        build("recognition_card", ByOffice()),
        watch("recognition_card"),
        build("recognition_signer", Everyone("public keys", written_by_office=True)),
        watch("recognition_signer"),
        build("recognition_revocation", Everyone("places of a list", written_by_office=True)),
        watch("recognition_revocation"),
    ]
