"""Cases stand behind the wall of their office; what is confidential, behind that of the accounts named in it."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByAccount, ByOffice, Everyone, Wall, build

ARRANGED = "Said on public pages."
WALLS: dict[str, Wall] = {
    "cases_case": ByOffice(intake=True, shared=True),
    "cases_asker": ByOffice(intake=True),
    "cases_entry": ByOffice(intake=True),
    "cases_confidentialnote": ByOffice(named=True),
    "cases_promise": Everyone(ARRANGED, written_by_office=True),
    "cases_arrangement": Everyone(ARRANGED, written_by_office=True),
    "cases_answertemplate": ByOffice(),
    "cases_savedview": ByAccount(),
}
# A note that the one who deletes its case cannot see must end with it all the same.
CASCADE = """
alter table cases_confidentialnote add constraint confidential_note_of_a_case
foreign key (case_id) references cases_case (id) on delete cascade deferrable initially deferred
"""
NO_CASCADE = "alter table cases_confidentialnote drop constraint confidential_note_of_a_case"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases"), ("audit", "0001_entries")]
    operations = [
        *(build(table, wall) for table, wall in WALLS.items()),
        *(watch(table) for table in WALLS),
        migrations.RunSQL(CASCADE, NO_CASCADE),
    ]
