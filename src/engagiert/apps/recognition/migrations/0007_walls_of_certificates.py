"""Certificates and their words belong to the office that issues them."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build


class Migration(migrations.Migration):
    dependencies = [("recognition", "0006_certificates"), ("audit", "0001_entries")]
    operations = [
        build("recognition_proof", ByOffice()),
        watch("recognition_proof"),
        build("recognition_proofwords", ByOffice()),
        watch("recognition_proofwords"),
    ]
