"""The fourteen fields of engagement of the German Volunteer Survey (Deutscher Freiwilligensurvey), wording of 2009."""

from django.utils.translation import gettext_lazy as _

from .term import Term, by_code

FIELDS_VERSION = "FWS-2009"

FIELDS = by_code(
    Term("social", _("Soziales")),
    Term("sports", _("Sport und Bewegung")),
    Term("culture", _("Kultur und Musik")),
    Term("leisure", _("Freizeit und Geselligkeit")),
    Term("education_school", _("Schule und Kindergarten")),
    Term("youth_adult_education", _("Jugendarbeit und Erwachsenenbildung")),
    Term("health", _("Gesundheit")),
    Term("environment", _("Umwelt, Natur und Tiere")),
    Term("church", _("Kirche und Religion")),
    Term("rescue", _("Feuerwehr und Rettungsdienst")),
    Term("local", _("Leben am Ort")),
    Term("politics", _("Politik und Mitbestimmung")),
    Term("work_interests", _("Arbeit und Beruf")),
    Term("justice", _("Recht und Kriminalität")),
)
