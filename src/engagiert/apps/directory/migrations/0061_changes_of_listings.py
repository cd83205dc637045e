"""Which listing changed in which transaction, and narrow rows for the search to read through.

A row keeps in its page what is counted and shown in lists; document, lexemes and text lie beside it
(``toast_tuple_target``). With 100,000 records the search reads a quarter of the pages.
"""

from django.db import migrations, models

NOTED = """
create function directory_note_changes() returns trigger language plpgsql as $$
begin
    insert into directory_listingchange (listing_id, transaction)
    select id, pg_current_xact_id()::text::bigint from changed order by id
    on conflict (listing_id) do update set transaction = excluded.transaction;
    return null;
end $$;
create function directory_note_all_gone() returns trigger language plpgsql as $$
begin
    insert into directory_listingchange (listing_id, transaction) values (0, pg_current_xact_id()::text::bigint)
    on conflict (listing_id) do update set transaction = excluded.transaction;
    return null;
end $$;
create trigger change_new after insert on directory_listing referencing new table as changed
    for each statement execute function directory_note_changes();
create trigger change_again after update on directory_listing referencing new table as changed
    for each statement execute function directory_note_changes();
create trigger change_gone after delete on directory_listing referencing old table as changed
    for each statement execute function directory_note_changes();
create trigger change_all after truncate on directory_listing
    for each statement execute function directory_note_all_gone();
"""
UNNOTED = """
drop trigger change_new on directory_listing;
drop trigger change_again on directory_listing;
drop trigger change_gone on directory_listing;
drop trigger change_all on directory_listing;
drop function directory_note_changes();
drop function directory_note_all_gone();
"""
NARROW = """
alter table directory_listing set (toast_tuple_target = 256);
alter table directory_listing alter codes set storage main, alter name set storage main,
    alter sort_key set storage main
"""
WIDE = """
alter table directory_listing reset (toast_tuple_target);
alter table directory_listing alter codes set storage extended, alter name set storage extended,
    alter sort_key set storage extended
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0060_suggestion_language")]
    operations = [
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
