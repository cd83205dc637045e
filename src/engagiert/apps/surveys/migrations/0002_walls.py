"""Surveys, sheets, reports and goals stand behind the wall of their office; counts and released goals are open."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, Everyone, Wall, build

_OPEN = "Counts and released goals; no words of anybody."
_ON_RECORD: dict[str, Wall] = {
    "surveys_survey": ByOffice(),
    "surveys_questionnaire": ByOffice(),
    "surveys_sheet": ByOffice(),
    "surveys_needreport": ByOffice(intake=True),
    "surveys_goal": ByOffice(),
}
_OFF_THE_RECORD: dict[str, Wall] = {
    # A log of each answer would tell who was at work in that minute.
    "surveys_staffcount": ByOffice(),
    "surveys_needtally": Everyone(_OPEN, written_by_office=True),
    "surveys_publicgoal": Everyone(_OPEN, written_by_office=True),
}


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys"), ("audit", "0001_entries")]
    operations = [
        *(operation for table, wall in _ON_RECORD.items() for operation in (build(table, wall), watch(table))),
        *(build(table, wall) for table, wall in _OFF_THE_RECORD.items()),
    ]
