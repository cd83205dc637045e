"""The desk finds a card by folded words, and the lists of cards and applications read from their indexes alone."""

from django.db import migrations, models
from django.db.models import Q

from engagiert.apps.recognition.services.cards import found_by

# Filled by the owner, for whom the wall is forced as for everybody; a column made from others is no act of anybody.
OPEN = (
    "alter table recognition_card no force row level security",
    "alter table recognition_card disable trigger user",
)
SHUT = (
    "alter table recognition_card enable trigger user",
    "alter table recognition_card force row level security",
)


def fill(apps, schema_editor):  # type: ignore[no-untyped-def]
    """As every card has it from now on."""
    cards = apps.get_model("recognition", "Card").objects.using(schema_editor.connection.alias)
    for statement in OPEN:
        schema_editor.execute(statement)
    some = []
    for card in cards.only("pk", "name", "index", "find").iterator(2000):
        card.find = found_by(card.name, card.index)
        some.append(card)
        if len(some) == 2000:
            cards.bulk_update(some, ["find"])
            some = []
    cards.bulk_update(some, ["find"])
    for statement in SHUT:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0012_walls_of_the_states_app")]

    operations = [
        migrations.AddField("card", "find", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex("card", "card_of_office"),
        migrations.AddIndex(
            "card",
            models.Index(fields=["office", "-issued_at", "id"], include=["find", "state"], name="card_to_find"),
        ),
        migrations.AddIndex(
            "card",
            models.Index(
                fields=["office", "issued_at", "id"],
                include=["expires_on"],
                condition=Q(state="living", medium__in=["plastic", "both"], printed_at__isnull=True),
                name="card_to_print",
            ),
        ),
        migrations.RemoveIndex("application", "application_of_office"),
        migrations.AddIndex(
            "application",
            models.Index(
                fields=["office", "state", "applied_on", "id"], include=["person"], name="application_to_find"
            ),
        ),
    ]
