"""Replies and their files stand behind the wall of their office, and every change of one is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0010_replies"), ("audit", "0001_entries")]
    operations = [
        build("correspondence_inbound", ByOffice()),
        watch("correspondence_inbound"),
        build("correspondence_inbound_file", ByOffice()),
        watch("correspondence_inbound_file"),
    ]
