"""Lists of people who want to help: findings in words, names of columns, and the notice for everybody on a list."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.public import wording as directory_wording
from engagiert.apps.messages.public import Text, paragraph, points, short_code
from engagiert.apps.volunteering.models import Volunteer
from engagiert.apps.volunteering.purposes import HELPING, VOLUNTEER

_FINDINGS: Mapping[str, object] = {
    "no_name": gettext_lazy("Die Zeile nennt niemanden. Tragen Sie einen Namen oder eine Nummer ein."),
    "unknown_person": gettext_lazy(
        "Diese Nummer kennen wir nicht. Lesen Sie zuerst die Liste der Freiwilligen ein, unter demselben Namen."
    ),
    "gone": gettext_lazy("Die Person hat sich verabschiedet. Solche Angaben übernehmen wir nicht."),
    "too_old": gettext_lazy(
        "Der letzte Kontakt ist mehr als zwei Jahre her. So lange bewahren wir nichts auf; bitte fragen Sie die Person."
    ),
    "guardian": gettext_lazy(
        "Wer unter 16 ist, braucht die Zustimmung der Eltern. Nehmen Sie die Person einzeln auf, dann fragen wir sie."
    ),
    "unknown_word": gettext_lazy("Diese Worte kennt die Liste der Bereiche nicht. Sie bleiben weg."),
    "in_own_words": gettext_lazy(
        "Diese Worte kennt die Liste der Bereiche nicht. Sie stehen jetzt beim Wunsch in eigenen Worten."
    ),
    "contradiction": gettext_lazy("Dasselbe ist gewünscht und nicht gewünscht. Wir glauben dem Nein."),
    "same_name": gettext_lazy("Jemand mit diesem Namen ist schon da. Sehen Sie nach, ob es dieselbe Person ist."),
    "another_name": gettext_lazy(
        "Unter dieser Nummer steht in der Liste schon jemand anderes. Geben Sie jedem Menschen eine eigene Nummer."
    ),
    "other_name_here": gettext_lazy(
        "Unter dieser Nummer kennen wir die Person mit einem anderen Namen. Der bleibt; ändern Sie ihn bei ihr selbst."
    ),
    "unknown_organisation": gettext_lazy(
        "Diese Organisation steht nicht im Verzeichnis. Das Engagement ist unter ihrem Namen eingetragen."
    ),
    "said_no": gettext_lazy("Die Person hat zu dieser Organisation Nein gesagt. Das Engagement kommt nicht herein."),
    "ends_before": gettext_lazy("Das Ende liegt vor dem Beginn und bleibt leer."),
    "no_date": gettext_lazy(
        "Diesen Tag gibt es nicht, oder er ist anders geschrieben. Schreiben Sie ihn wie 31.12.2026. Er bleibt leer."
    ),
    "no_number": gettext_lazy("Das ist keine Zahl und bleibt leer. Schreiben Sie nur die Zahl, zum Beispiel 16."),
    "no_mail": gettext_lazy("Das ist keine E-Mail-Adresse und bleibt leer. Prüfen Sie, ob ein Zeichen fehlt."),
    "no_address": gettext_lazy("Das ist keine Internetadresse und bleibt leer. Prüfen Sie, ob ein Zeichen fehlt."),
    "out_of_range": gettext_lazy("Das kann nicht stimmen und bleibt leer."),
    "cut": gettext_lazy("Der Text ist zu lang und wurde gekürzt."),
}
_FIELDS: Mapping[str, object] = {
    "": gettext_lazy("– nicht lesen –"),
    "id": gettext_lazy("Nummer der Person"),
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("Vorname"),
    "last_name": gettext_lazy("Nachname"),
    "mail": gettext_lazy("E-Mail"),
    "phone": gettext_lazy("Telefon"),
    "mobile": gettext_lazy("Mobil"),
    "street": gettext_lazy("Straße"),
    "house_number": gettext_lazy("Hausnummer"),
    "postcode": gettext_lazy("Postleitzahl"),
    "town": gettext_lazy("Ort"),
    "district": gettext_lazy("Stadtteil"),
    "born_on": gettext_lazy("Geburtsdatum (bleibt nur unter 18)"),
    "likes": gettext_lazy("Was sie gern macht"),
    "skills": gettext_lazy("Was sie gut kann"),
    "avoids": gettext_lazy("Was sie nicht möchte"),
    "languages": gettext_lazy("Sprachen"),
    "words": gettext_lazy("Wunsch in eigenen Worten"),
    "times": gettext_lazy("Wann"),
    "radius_km": gettext_lazy("Wie weit (km)"),
    "hours_per_week": gettext_lazy("Höchstens Stunden in der Woche"),
    "status": gettext_lazy("Stand"),
    "resumes_on": gettext_lazy("Pause bis"),
    "joined_on": gettext_lazy("Aufgenommen am"),
    "last_contact_on": gettext_lazy("Letzter Kontakt"),
    "organisation": gettext_lazy("Engagement: Organisation"),
    "offer": gettext_lazy("Engagement: Aufgabe"),
    "began_on": gettext_lazy("Engagement: seit"),
    "ended_on": gettext_lazy("Engagement: bis"),
    "placement_hours": gettext_lazy("Engagement: Stunden in der Woche"),
}


def finding_in_words(code: str) -> str:
    """What was found, and what to do."""
    return str(_FINDINGS.get(code) or directory_wording.problem_in_words({"code": code}))


def column_choices() -> list[tuple[str, str]]:
    """Field and its name, for the select beside a column."""
    return [(field, str(label)) for field, label in _FIELDS.items()]


def told_text(volunteer: Volunteer, code: str, address: str) -> Text:
    """To somebody whose data came with a list: from whom, what for, how long, what they may do (Art. 14 DSGVO)."""
    office = volunteer.office
    blocks = [
        paragraph(
            _(
                "Bei „%(source)s“ steht, dass Sie helfen oder gern helfen möchten. "
                "Diese Angaben führen jetzt wir weiter:"
            )
            % {"source": volunteer.source}
        ),
        points(
            [
                _("Wer: %(office)s, %(place)s") % {"office": office.name, "place": office.place.name},
                _("Was: Name, wie man Sie erreicht, Ihr Wunsch, und wo Sie helfen"),
                _("Woher: aus der Liste „%(source)s“") % {"source": volunteer.source},
                _("Wofür: %(why)s") % {"why": HELPING.why},
                _("Wer es erfährt: %(who)s.") % {"who": HELPING.recipients},
                _("Wie lange: %(kept)s") % {"kept": VOLUNTEER.words},
            ]
        ),
        paragraph(
            _(
                "Sie können alles ansehen, ändern, eine Pause machen oder Ihre Angaben löschen lassen. "
                "Sie dürfen widersprechen und sich bei der Datenschutzaufsicht des Landes beschweren."
            )
        ),
        short_code(_("Hier geht das. Ihr Code"), code, address),
        paragraph(_("Sie müssen nichts tun, wenn alles so bleiben soll.")),
    ]
    return Text(_("Ihre Angaben sind umgezogen"), tuple(blocks), language=volunteer.language)
