"""``engagiert check`` tells an operator when a wall has a gap."""

import pytest
from django.db import connections, transaction

from engagiert.config import checking

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_a_sound_database_is_called_sound() -> None:
    [finding] = checking._promises()
    assert finding.good


def test_a_missing_policy_is_said() -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("drop policy own_office on directory_note")
        [finding] = checking._promises()
        transaction.set_rollback(True, "owner")
    assert not finding.good
    assert "directory_note" in finding.sentence
