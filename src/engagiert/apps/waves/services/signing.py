"""Signing up: by the short form, at the counter, on the telephone, from paper; and the answer, at once."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.cases.public import From, open_case
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.apps.privacy.public import Asked
from engagiert.apps.volunteering.public import Volunteer, joining
from engagiert.apps.waves import rules, wording
from engagiert.apps.waves.kinds import QUESTION
from engagiert.apps.waves.models import Signup, Wave
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

# Who signs up in a wave goes further than usual: offers of neighbouring towns are among them.
RADIUS_KM = 20
LONGEST_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class Signing:
    """What the short form brings: who, what they can, which languages; a question where they have one."""

    someone: joining.Someone
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    question: str = ""


@dataclass(frozen=True, slots=True)
class SignedUp:
    """``code`` opens their page. ``is_new``: False where they had signed up before; then nothing was changed."""

    signup: Signup
    code: str
    is_new: bool


def sign_up(*, actor: Actor, wave: Wave, signing: Signing, token: str, origin: str = "") -> SignedUp:
    """The public form. The same form twice, or the same person again, is one; they are sent their code once more.

    Raises ``ValidationError`` for an age that cannot be, for who is under 16, and where the wave takes nobody more.
    """
    with in_the_office(actor, wave.office_id, action="waves.sign_up") as deputy:
        return _sign_up(deputy, wave, signing, Volunteer.Channel.FORM, token, origin)


def take_down(*, actor: Actor, wave: Wave, signing: Signing, channel: str, token: str, origin: str = "") -> SignedUp:
    """The same at the desk, by telephone, at the counter or from paper."""
    require(actor, rules.TAKE_DOWN, wave)
    with enter(actor, action="waves.take_down"):
        return _sign_up(actor, wave, signing, channel, token, origin)


def _sign_up(actor: Actor, wave: Wave, signing: Signing, channel: str, token: str, origin: str) -> SignedUp:
    mark = _mark(wave, signing.someone) or _hashed(wave, f"token:{token}")
    known = _known(wave, token, mark)
    if known is not None:
        return _again(actor, known, origin)
    if not wave.takes_people:
        raise ValidationError(_("Diese Welle nimmt gerade niemanden mehr auf. Danke, dass Sie helfen wollten."))
    _check(signing)
    try:
        with transaction.atomic():
            signup = _written(actor, wave, signing, channel, token, mark, origin)
    except IntegrityError as error:
        # Two at once: the database let one of them through.
        if not any(name in str(error) for name in ("signup_once", "volunteer_once")):
            raise
        known = _known(wave, token, mark)
        if known is None:
            raise
        return _again(actor, known, origin)
    code = joining.code_for(signup.volunteer)
    welcome(actor, signup, code, origin)
    if signing.question:
        _ask(actor, signup, signing.question, channel)
    return SignedUp(signup, code, is_new=True)


def _known(wave: Wave, token: str, mark: str) -> Signup | None:
    found = Signup.objects.filter(Q(token=token) | Q(mark=mark), wave=wave)
    return found.select_related("volunteer__office__place", "wave").first()


def _again(actor: Actor, signup: Signup, origin: str) -> SignedUp:
    """Nothing is changed by a stranger's form; who has a mail address finds the way to their page there once more."""
    code = joining.code_for(signup.volunteer)
    if timezone.now() - signup.joined_at > datetime.timedelta(hours=1):
        welcome(actor, signup, code, origin, again=True)
    return SignedUp(signup, code, is_new=False)


def _written(actor: Actor, wave: Wave, signing: Signing, channel: str, token: str, mark: str, origin: str) -> Signup:
    someone, now = signing.someone, timezone.now()
    before = _before(wave, someone)
    volunteer = before or joining.join_one(
        actor,
        wave.office,
        someone,
        joining.Wanting(skills=signing.skills, languages=signing.languages, radius_km=RADIUS_KM),
        channel,
        f"w{mark[:50]}",
        site=origin,
    )
    return Signup.objects.create(
        office=wave.office,
        wave=wave,
        volunteer=volunteer,
        token=token,
        mark=mark,
        joined_at=now,
        promised_on=timezone.localdate(now) + datetime.timedelta(days=wave.answer_days),
        was_known=before is not None,
        keep=Signup.Keep.KEEP if before is not None else Signup.Keep.OPEN,
    )


def _before(wave: Wave, someone: joining.Someone) -> Volunteer | None:
    """Whom the office knew before the wave began, by mail address and name: their wish stays as it is."""
    if not someone.mail:
        return None
    # The index by state and day keeps thousands of the wave itself out of the search.
    earlier = Volunteer.objects.filter(
        office=wave.office_id, state__in=["active", "paused", "later"], joined_at__lt=wave.begun_at,
        mail__iexact=someone.mail,
    )  # fmt: skip
    found = earlier.select_related("office__place")
    return next((one for one in found if fold(one.name) == fold(someone.name)), None)


def _mark(wave: Wave, someone: joining.Someone) -> str:
    """Name and way to reach, so that two who share an address are two; empty where there is no way to reach."""
    digits = "".join(char for char in someone.phone if char.isdigit())
    way = someone.mail.casefold() or digits or fold(" ".join(someone.postal[1:]))
    return _hashed(wave, f"{way}\n{fold(someone.name)}") if way else ""


def _hashed(wave: Wave, text: str) -> str:
    return salted_hmac("waves.signup", f"{wave.pk}\n{text}", algorithm="sha256").hexdigest()


def _check(signing: Signing) -> None:
    joining.check_age(_with_guardian(signing.someone))
    if len(signing.question) > LONGEST_QUESTION:
        raise ValidationError(
            {"question": _("Das ist zu lang: Es passen %(most)s Zeichen.") % {"most": LONGEST_QUESTION}}
        )
    if signing.someone.born_on and Volunteer(born_on=signing.someone.born_on).needs_guardian(timezone.localdate()):
        raise ValidationError(
            {"born_on": _("Unter 16 brauchen wir die Zustimmung der Eltern. Das geht mit dem ausführlichen Formular "
                          "„Ich möchte helfen“, am Telefon oder bei uns im Büro.")}
        )  # fmt: skip


def _with_guardian(someone: joining.Someone) -> joining.Someone:
    """Only the age is asked here; who needs guardians is sent to the form that asks for them."""
    return joining.Someone(name=someone.name, born_on=someone.born_on, guardians=(Asked(""),))


def welcome(actor: Actor, signup: Signup, code: str, origin: str, *, again: bool = False) -> None:
    """The answer, at once: what happens next, by when, and the code; in writing wherever there is a way."""
    volunteer = signup.volunteer
    if volunteer.reach not in (Volunteer.Reach.MAIL, Volunteer.Reach.POST):
        return
    key = f"welcome:{signup.pk}{':' + timezone.localdate().isoformat() if again else ''}"
    with override(volunteer.language):
        write(actor, volunteer, key, wording.welcome_text(signup, code, wording.page_of(volunteer, code, origin)))


def write(actor: Actor, volunteer: Volunteer, key: str, text: Text) -> None:
    """A mail or letter to somebody of the wave, once."""
    queue_message(
        actor=actor,
        office=volunteer.office,
        key=f"waves:{key}",
        purpose="waves.message",
        about=f"volunteering.volunteer:{volunteer.pk}",
        recipient=Recipient(mail=volunteer.mail, postal=tuple(volunteer.postal)),
        text=text,
    )


def _ask(actor: Actor, signup: Signup, question: str, channel: str) -> None:
    """Only a question is a case: whoever asks gets an answer of a person."""
    who = signup.volunteer
    asker = From(
        name=who.name, mail=who.mail, phone=who.phone, postal=tuple(who.postal), reach=who.reach, language=who.language
    )
    open_case(
        actor=actor,
        office=who.office,
        kind=QUESTION.code,
        asker=asker,
        channel=channel,
        subject=_("%(name)s fragt: %(wave)s") % {"name": who.name, "wave": signup.wave.title},
        text=question,
        about=f"waves.signup:{signup.pk}",
        token=f"wave:{signup.pk}",
    )
