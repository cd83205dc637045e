"""People who want to help stand behind the wall of their office; counselling notes behind that of their readers.

A no is final: the database refuses a proposal that meets a standing refusal, whoever writes it, one by one or in bulk.
"""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Wall, build

WALLS: dict[str, Wall] = {
    "volunteering_volunteer": ByOffice(),
    "volunteering_wish": ByOffice(),
    "volunteering_counselnote": ByOffice(named=True, ends_with="volunteer_id"),
    "volunteering_glimpse": ByOffice(),
    "volunteering_refusal": ByOffice(),
    "volunteering_inspection": ByOffice(),
    "volunteering_proposal": ByOffice(),
    "volunteering_placement": ByOffice(),
    "volunteering_hours": ByOffice(),
}
# A note that the one who deletes its person cannot see must end with them all the same.
CASCADE = """
alter table volunteering_counselnote add constraint counsel_note_of_a_person
foreign key (volunteer_id) references volunteering_volunteer (id) on delete cascade deferrable initially deferred
"""
NO_CASCADE = "alter table volunteering_counselnote drop constraint counsel_note_of_a_person"
FINAL = """
create function volunteering_no_is_final() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from volunteering_refusal said
        where said.volunteer_id = new.volunteer_id and said.lifted_on is null and (
            (said.scope = 'offer' and said.key = new.opportunity_id::text)
            or (said.scope = 'organisation' and said.key = new.organisation_id::text)
            or (said.scope = 'kind' and said.key = new.kind)
            or (said.scope = 'field' and said.key = any (new.terms))
        )
    ) then
        raise exception 'this person has said no to this'
            using errcode = 'check_violation', constraint = 'a_no_is_final';
    end if;
    return new;
end
$$;
create trigger a_no_is_final before insert on volunteering_proposal
for each row execute function volunteering_no_is_final()
"""
NOT_FINAL = """
drop trigger a_no_is_final on volunteering_proposal;
drop function volunteering_no_is_final()
"""


class Migration(migrations.Migration):
    dependencies = [("volunteering", "0001_volunteers"), ("audit", "0001_entries")]
    operations = [
        *(build(table, wall) for table, wall in WALLS.items()),
        *(watch(table) for table in WALLS),
        migrations.RunSQL(CASCADE, NO_CASCADE),
        migrations.RunSQL(FINAL, NOT_FINAL),
    ]
