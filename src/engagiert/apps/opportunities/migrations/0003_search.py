"""What the search over offers needs: its terms, which listing changed in which transaction, narrow rows to read.

The same as migrations 0050 and 0061 of the directory did for organisations.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

NOTED = """
create function opportunities_note_changes() returns trigger language plpgsql as $$
begin
    insert into opportunities_listingchange (listing_id, transaction)
    select id, pg_current_xact_id()::text::bigint from changed order by id
    on conflict (listing_id) do update set transaction = excluded.transaction;
    return null;
end $$;
create function opportunities_note_all_gone() returns trigger language plpgsql as $$
begin
    insert into opportunities_listingchange (listing_id, transaction) values (0, pg_current_xact_id()::text::bigint)
    on conflict (listing_id) do update set transaction = excluded.transaction;
    return null;
end $$;
create trigger change_new after insert on opportunities_listing referencing new table as changed
    for each statement execute function opportunities_note_changes();
create trigger change_again after update on opportunities_listing referencing new table as changed
    for each statement execute function opportunities_note_changes();
create trigger change_gone after delete on opportunities_listing referencing old table as changed
    for each statement execute function opportunities_note_changes();
create trigger change_all after truncate on opportunities_listing
    for each statement execute function opportunities_note_all_gone();
"""
UNNOTED = """
drop trigger change_new on opportunities_listing;
drop trigger change_again on opportunities_listing;
drop trigger change_gone on opportunities_listing;
drop trigger change_all on opportunities_listing;
drop function opportunities_note_changes();
drop function opportunities_note_all_gone();
"""
NARROW = """
alter table opportunities_listing set (toast_tuple_target = 256);
alter table opportunities_listing alter codes set storage main, alter title set storage main,
    alter sort_key set storage main
"""
WIDE = """
alter table opportunities_listing reset (toast_tuple_target);
alter table opportunities_listing alter codes set storage extended, alter title set storage extended,
    alter sort_key set storage extended
"""


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("term", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("documents", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [GinIndex(fields=["term"], name="offer_term_trigrams", opclasses=["gin_trgm_ops"])],
            },
        ),
        migrations.CreateModel(
            name="ListingChange",
            fields=[
                ("listing_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("transaction", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.RunSQL(NOTED, UNNOTED),
        migrations.RunSQL(NARROW, WIDE),
    ]
