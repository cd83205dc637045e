"""What somebody who is signed in may fetch: everything known of them, at all their offices."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from engagiert.apps.privacy import person
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts, heading, paragraph
from engagiert.kernel.ui.dates import written_out

from .pieces import paper

if TYPE_CHECKING:
    from engagiert.apps.privacy.selectors import OwnData


def _facts(own: "OwnData") -> list[tuple[str, str]]:
    account = own.account
    roles = [
        f"{role.get_name_display()}, {role.office.name}, {_('seit')} {written_out(role.starts_on)}"
        + (f", {_('bis')} {written_out(role.ends_on)}" if role.ends_on else "")
        for role in own.roles
    ]
    return [
        (_("Name"), account.name),
        (_("E-Mail-Adresse"), account.email),
        (_("Zugang seit"), written_out(account.created_at.date())),
        (_("Letzte Anmeldung"), written_out(account.last_login.date()) if account.last_login else ""),
        (_("Rollen"), "\n".join(roles)),
        (_("Offene Sitzungen"), str(own.sessions)),
        (_("Vermerkte Änderungen, ohne Inhalt"), str(own.writes)),
    ]


def own_data_as_data(own: "OwnData") -> dict[str, Any]:
    return {
        "account": {label: value for label, value in _facts(own) if value},
        "offices": [person.as_data(controller, person.entries(finds)) for controller, finds in own.entries],
    }


def own_data_paper(own: "OwnData") -> Paper:
    blocks: list[Block] = [heading(_("Ihr Zugang")), facts(_facts(own))]
    for controller, finds in own.entries:
        blocks.append(heading(_("Beim Büro: %(name)s") % {"name": controller.office.name}))
        found = person.entries(finds)
        if not found:
            blocks.append(paragraph(_("Außer dem Zugang ist hier nichts von Ihnen vermerkt.")))
        for entry in found:
            blocks.append(heading(entry.purpose.name, 3))
            # What is stored stands there in German, whatever the page's language.
            blocks.append(facts(entry.values) | {"german": True})
            blocks.append(facts([(_("Zweck"), entry.purpose.why), (_("Aufbewahrung"), entry.kept)]))
    return paper(_("Meine Daten"), blocks, under=_("Alles, was diese Software über Sie speichert (Artikel 15 DSGVO)."))
