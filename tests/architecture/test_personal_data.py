"""Every column says whether it speaks of people; if it does, what for, on which ground and for how long."""

from typing import Any, ClassVar

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from engagiert.kernel.privacy import Datum, Kept, inspection
from engagiert.kernel.privacy.purposes import SIGN_IN
from engagiert.kernel.privacy.third_party import TABLES
from engagiert.kernel.tenancy.third_party import DESTINY


@pytest.mark.django_db
def test_every_column_of_every_table_is_declared_personal_or_not() -> None:
    with connection.cursor() as cursor:
        assert inspection.faults(cursor) == []
    assert TABLES.keys() == DESTINY.keys()
    assert len(inspection.personal_columns()) > 60


def test_every_purpose_says_all_that_a_notice_needs() -> None:
    for purpose in inspection.purposes().values():
        assert purpose.key.partition(".")[2], purpose.key
        assert str(purpose.name)
        assert str(purpose.subjects)
        assert str(purpose.why).endswith("."), purpose.key


def test_every_period_can_be_counted_from_a_column() -> None:
    for column in inspection.personal_columns():
        kept = column.datum.kept
        assert str(kept.words), column.rule
        if kept.by_job:
            assert column.model is not None
            _resolve(column.model, kept.after)
            for path in kept.where:
                _resolve(column.model, path)


def _resolve(model: type[models.Model], path: str) -> None:
    found: Any = model
    for part in path.split("__"):
        field = found._meta.get_field(part)
        found = field.related_model
    assert found is None, path


@isolate_apps("engagiert.kernel.tenancy")
def test_a_new_column_without_a_word_is_a_fault() -> None:
    class Silent(models.Model):  # noqa: DJ008
        personal: ClassVar[dict[str, Datum]] = {"name": Datum(SIGN_IN, Kept("immer"), label="Name")}
        name = models.TextField()
        diary = models.TextField()

        class Meta:
            app_label = "tenancy"

    assert list(inspection._model_faults(Silent)) == ["Silent.diary: say whether it is personal."]
