"""Lists of people who want to help stand behind the wall of their office."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

TABLES = ("volunteering_volunteerlist", "volunteering_volunteerlistfile", "volunteering_volunteerlistrow")


class Migration(migrations.Migration):
    dependencies = [("volunteering", "0006_lists_of_volunteers"), ("audit", "0001_entries")]
    operations = [*(build(table, ByOffice()) for table in TABLES), *(watch(table) for table in TABLES)]
