"""What may be proposed and who agreed to be named is public; the rest is not, least of all for who is biased."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, Wall, build

_WALLS: dict[str, Wall] = {
    "awards_award": Everyone("public page", written_by_office=True),
    "awards_honour": Everyone("public page", written_by_office=True),
    "awards_juror": ByOffice(),
    "awards_nomination": ByOffice(intake=True, barred=True),
    "awards_nominator": ByOffice(intake=True, barred=True),
    "awards_ballot": ByOffice(barred=True),
}


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_awards"), ("audit", "0001_entries"), ("tenancy", "0002_links_in_scope")]
    operations = [operation for table, wall in _WALLS.items() for operation in (build(table, wall), watch(table))]
