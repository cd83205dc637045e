"""What is written about awards: to the jury, to who is honoured, to who proposed them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.messages.public import Text, paragraph, short_code

from .models import Award, Nomination, Nominator, Thanks
from .selectors.thanks import Somebody

# Kept with each consent, so a change needs a new version.
CONSENT_VERSION = "honour-2026-1"


def jury_text(award: Award, code: str, address: str) -> Text:
    """The invitation to vote. It names nobody: who is biased reads it, too."""
    with override("de"):
        blocks = (
            paragraph(_("es gibt Vorschläge für „%(award)s“. Bitte beraten Sie mit.") % {"award": award.name}),
            paragraph(
                _("Sind Sie befangen, weil Sie verwandt sind oder im selben Verein? Dann sagen Sie es auf der Seite. "
                  "Diesen Vorschlag sehen Sie dann nicht mehr.")
            ),
            short_code(_("Ihre Seite der Jury. Geben Sie den Code niemandem"), code, address),
        )  # fmt: skip
        return Text(_("Jury: %(award)s") % {"award": award.name}, blocks)


def nominee_text(nomination: Nomination) -> Text:
    """The good news; the question about the public comes as a message of its own, with its link."""
    with override("de"):
        award = {"award": nomination.award.name}
        blocks = [
            paragraph(_("Sie bekommen eine Auszeichnung: „%(award)s“. Danke für alles, was Sie tun!") % award),
            paragraph(_("In einer zweiten Nachricht fragen wir Sie, ob wir Ihren Namen öffentlich nennen dürfen. "
                        "Ohne Ihr Ja steht er nirgends. Sie können auch anrufen.")),
        ]  # fmt: skip
        return Text(_("Ihre Auszeichnung: %(award)s") % award, tuple(blocks))


def nominator_text(nomination: Nomination, nominator: Nominator) -> Text:
    """The outcome as far as the person allows, and no votes."""
    with override(nominator.language):
        names = {"name": nomination.name, "award": nomination.award.name}
        thanks = paragraph(_("Sie haben %(name)s für „%(award)s“ vorgeschlagen. Danke dafür.") % names)
        if nomination.state == Nomination.State.DECLINED:
            said = [
                paragraph(_("Die Wahl fiel diesmal auf andere.")),
                paragraph(nomination.reason),
                paragraph(_("Wir löschen ihn in sechs Monaten. Im nächsten Jahr dürfen Sie ihn neu machen.")),
            ]
        elif nomination.honour in (Nomination.Honour.PUBLIC, Nomination.Honour.QUIET):
            said = [paragraph(_("%(name)s bekommt die Auszeichnung.") % names)]
            if nomination.honour == Nomination.Honour.QUIET:
                said.append(paragraph(_("Bitte erzählen Sie es nicht weiter: Es soll nicht öffentlich werden.")))
        else:
            said = [paragraph(_("Wir haben über Ihren Vorschlag entschieden. Mehr dürfen wir dazu nicht sagen."))]
        return Text(_("Ihr Vorschlag: %(award)s") % names, (thanks, *said), nominator.language)


def consent_words(nomination: Nomination) -> str:
    """What the person agrees to."""
    return _(
        "Ich bekomme die Auszeichnung „%(award)s“. Mein Name und ein Satz dazu, was ich tue, dürfen auf der Seite der "
        "Ehrungen stehen und der Presse genannt werden. Ich kann das jederzeit zurücknehmen; dann verschwindet der "
        "Eintrag."
    ) % {"award": nomination.award.name}


def honour_words(nomination: Nomination) -> str:
    """How public it is, for the list of the ceremony."""
    words = {
        "": _("noch nicht gefragt"),
        "public": _("öffentlich"),
        "quiet": _("NICHT öffentlich"),
        "secret": _("GEHEIM: niemand soll es erfahren"),
    }
    return words.get(nomination.honour, "")


# What may stand in curly brackets in a letter of thanks.
PLACEHOLDERS = ("name", "stunden", "jahre", "jahr", "ort")


def thanks_text(thanks: Thanks, one: Somebody) -> Text:
    """The office's own words with what is known of the person; a blank line begins a paragraph."""
    known = {
        "name": one.name,
        "stunden": number_format(one.hours.normalize(), use_l10n=True),
        "jahre": str(one.years),
        "jahr": str(thanks.year),
        "ort": thanks.office.place.name,
    }

    def filled(text: str) -> str:
        for word, value in known.items():
            text = text.replace(f"{{{word}}}", value)
        return text

    parts = [part.strip() for part in thanks.text.replace("\r\n", "\n").split("\n\n")]
    return Text(filled(thanks.subject), tuple(paragraph(filled(part)) for part in parts if part))
