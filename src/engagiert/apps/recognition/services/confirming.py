"""Organisations say whether it is as the applicant wrote: by the code in their mail or letter, never the applicant."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.directory.public import in_the_office, own_selectors
from engagiert.apps.messages.public import Recipient, Text, paragraph, points, queue_message, short_code
from engagiert.apps.recognition import rules, wording
from engagiert.apps.recognition.models import Application, Engagement
from engagiert.apps.recognition.selectors import same_person
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, address_of, code_of, find_link, open_link, take_link

CONFIRM = "recognition.confirm"
DAYS = 60


def ask_organisations(*, actor: Actor, application: Application, origin: str) -> int:
    """Make a code for each organisation that has not been asked, and write to it where the register says how.

    Returns how many letters and mails there are. The other codes stand on the application's page, for the desk.
    """
    require(actor, rules.ISSUE, application.office)
    written = 0
    for engagement in application.engagements.select_for_update().filter(asked_at=None, confirmed_at=None):
        code, to = confirmation_code(engagement), _recipient(engagement)
        engagement.asked_at = timezone.now()
        engagement.save(update_fields=["asked_at"])
        if to is None:
            continue
        written += 1
        queue_message(
            actor=actor,
            office=application.office,
            key=f"recognition:confirm:{engagement.pk}",
            purpose="recognition.confirm",
            about=f"recognition.application:{application.pk}",
            recipient=to,
            text=_text(application, engagement, code, f"{origin}{address_of(code)}"),
        )
    return written


def confirmation_code(engagement: Engagement) -> str:
    """The code with which the organisation answers; the same until it has."""
    about = f"recognition.engagement:{engagement.pk}"
    living = Link.objects.filter(
        office_id=engagement.office_id, purpose=CONFIRM, about=about, used_at=None, withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).first()  # fmt: skip
    return code_of(living or open_link(office_id=engagement.office_id, purpose=CONFIRM, about=about, days=DAYS))


def confirm_engagement(*, actor: Actor, code: str, by: str, yes: bool) -> Engagement:
    """Somebody at the organisation says yes or no, with their name. Raises ``LinkGone``, ``ValidationError``.

    Nobody confirms for themselves: the name of the applicant is refused, and the code waits for somebody else.
    """
    link = find_link(code, CONFIRM)
    with in_the_office(actor, link.office_id, action="recognition.confirm_engagement") as _deputy:
        key = link.about.partition(":")[2]
        found = Engagement.objects.select_for_update(of=("self",)).select_related("application").get(pk=key)
        if not by.strip():
            raise ValidationError({"by": _("Schreiben Sie Ihren Namen.")})
        signed_in = Account.objects.filter(pk=actor.account_id or 0).values_list("name", flat=True)
        if any(same_person(name, found.application.name) for name in (by, *signed_in)):
            raise ValidationError(
                {"by": _("Das eigene Engagement kann niemand selbst bestätigen. Bitten Sie jemand anderen im Verein.")}
            )
        take_link(code, CONFIRM, "ja" if yes else "nein")
        _note(found, by, yes=yes)
        return found


def note_confirmation(*, actor: Actor, engagement: Engagement, by: str, yes: bool) -> None:
    """Somebody at the desk heard it on the telephone or has it on paper."""
    require(actor, rules.ISSUE, engagement.office)
    if same_person(by, engagement.application.name):
        raise ValidationError(_("Das eigene Engagement kann niemand selbst bestätigen."))
    _note(Engagement.objects.select_for_update().get(pk=engagement.pk), by, yes=yes)


def _note(engagement: Engagement, by: str, *, yes: bool) -> None:
    now = timezone.now()
    engagement.confirmed_at, engagement.refused_at = (now, None) if yes else (None, now)
    engagement.confirmed_by = " ".join(by.split())[:200]
    engagement.save(update_fields=["confirmed_at", "refused_at", "confirmed_by"])


def _recipient(engagement: Engagement) -> Recipient | None:
    listing = own_selectors.listing_with_key(engagement.organisation_id) if engagement.organisation_id else None
    ways = own_selectors.ways_to(listing) if listing is not None else {}
    if ways.get("mail"):
        return Recipient(mail=ways["mail"])
    if ways.get("letter"):
        return Recipient(postal=tuple(part.strip() for part in ways["letter"].split(",")))
    return None


def _text(application: Application, engagement: Engagement, code: str, address: str) -> Text:
    words = _("%(name)s beantragt die Ehrenamtskarte und hat uns gesagt:") % {"name": application.name}
    return Text(
        _("Stimmt das? Ehrenamtskarte für %(name)s") % {"name": application.name},
        (
            paragraph(words),
            points(wording.engagement_lines(engagement)),
            paragraph(_("Bitte sagen Sie uns, ob das stimmt. Es dauert eine Minute.")),
            short_code(_("Hier antworten Sie. Ihr Code"), code, address),
        ),
    )
