"""“Ich möchte helfen”: somebody joins by form, at the counter, on the telephone or on paper; alone or with friends."""

import datetime
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.places.public import spot
from engagiert.apps.privacy.public import Asked, Words, ask_consent
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.kinds import GUARDIAN, WISH
from engagiert.apps.volunteering.models import ANY_TIME, Volunteer, Wish
from engagiert.apps.volunteering.wording import consent as consent_words
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, code_of, open_link
from engagiert.kernel.tenancy import enter

from .steps import about_person, open_step

STATUS = "volunteering.status"
_DAYS = 730
# Below this age nobody helps alone (§ 2 JArbSchG, § 828 BGB read together: school, clubs and parents come first).
YOUNGEST, OLDEST = 13, 110
# Joining is the young person's own word, whichever way they joined.
_OWN_WORD = {"form": "online", "phone": "phone", "counter": "counter", "letter": "paper"}


@dataclass(frozen=True, slots=True)
class Wanting:
    """A wish as a form brings it; codes of the taxonomy, ``week_parts`` 28 bits, ``place`` a name or postcode."""

    likes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    words: str = ""
    week_parts: int = ANY_TIME
    place: str = ""
    radius_km: int = 10
    from_on: datetime.date | None = None
    hours_per_week: Decimal | None = None
    wants_call: bool = False


@dataclass(frozen=True, slots=True)
class Someone:
    """Who joins and how they are reached; guardians where they are under 18, alone or both."""

    name: str
    mail: str = ""
    phone: str = ""
    postal: tuple[str, ...] = ()
    born_on: datetime.date | None = None
    language: str = "de"
    guardians: tuple[Asked, ...] = field(default=())

    def way(self, channel: str) -> str:
        """How they are reached: mail first, then telephone, then letter."""
        for value, way in ((self.mail, "mail"), (self.phone, "phone"), (self.postal, "post")):
            if value:
                return way
        return "none" if channel == Volunteer.Channel.FORM else "counter"


def join(
    *,
    actor: Actor,
    office: Office,
    someone: Someone,
    wanting: Wanting,
    token: str,
    friends: tuple[Someone, ...] = (),
    origin: str = "",
) -> list[Volunteer]:
    """The public form; who joined, the one who wrote first. The same form twice is the same people.

    Raises ``ValidationError`` for an age that cannot be, a missing guardian, a contradiction.
    """
    with in_the_office(actor, office.pk, action="volunteering.join") as deputy:
        return _join(deputy, office, (someone, *friends), wanting, Volunteer.Channel.FORM, token, origin)


def take_down(
    *,
    actor: Actor,
    office: Office,
    someone: Someone,
    wanting: Wanting,
    channel: str,
    token: str,
    friends: tuple[Someone, ...] = (),
    origin: str = "",
) -> list[Volunteer]:
    """The same at the desk, by telephone, at the counter or from paper."""
    require(actor, rules.TAKE_DOWN, office.pk)
    with enter(actor, action="volunteering.take_down"):
        return _join(actor, office, (someone, *friends), wanting, channel, token, origin)


def _join(
    actor: Actor,
    office: Office,
    people: tuple[Someone, ...],
    wanting: Wanting,
    channel: str,
    token: str,
    origin: str,
) -> list[Volunteer]:
    known = list(Volunteer.objects.filter(office=office, token__startswith=f"{token}:").order_by("token"))
    if known:
        return known
    check_wish(wanting)
    for one in people:
        check_age(one)
    circle = uuid.uuid4() if len(people) > 1 else None
    made = [
        join_one(actor, office, one, wanting, channel, f"{token}:{number}", circle, origin)
        for number, one in enumerate(people)
    ]
    for volunteer, one in zip(made, people, strict=True):
        if volunteer.needs_guardian(timezone.localdate()):
            _ask_guardians(actor, volunteer, one.guardians, origin)
    first, others = made[0], [one.name for one in made[1:]]
    subject = _("%(name)s möchte helfen") % {"name": first.name}
    if others:
        subject = _("%(name)s möchte helfen, zusammen mit %(others)s") % {
            "name": first.name,
            "others": ", ".join(others),
        }
    open_step(actor, first, WISH, about_person(first), subject, text=wanting.words, channel=channel)
    return made


def join_one(
    actor: Actor,
    office: Office,
    one: Someone,
    wanting: Wanting,
    channel: str,
    token: str,
    circle: uuid.UUID | None = None,
    site: str = "",
) -> Volunteer:
    """One person with a wish, in the open scope of the office."""
    now = timezone.now()
    volunteer = Volunteer.objects.create(
        office=office,
        name=one.name,
        reach=one.way(channel),
        mail=one.mail,
        phone=one.phone,
        postal=list(one.postal),
        # Kept only where it matters: whoever is of age need not be known to the day.
        born_on=one.born_on if _is_minor(one, timezone.localdate()) else None,
        language=one.language,
        circle=circle,
        site=site,
        channel=channel,
        token=token,
        joined_at=now,
        last_contact_at=now,
        find=found_by(one.name, one.mail, one.phone, *one.postal),
    )
    write_wish(Wish(office=office, volunteer=volunteer), wanting, office)
    return volunteer


def found_by(*parts: str) -> str:
    """The folded words by which the desk finds somebody."""
    return f" {fold(' '.join(filter(None, parts)))} "


def write_wish(wish: Wish, wanting: Wanting, office: Office) -> None:
    """Save the wish; the point is the middle of the place they named, or of the office's town."""
    named = spot(wanting.place, office.place) if wanting.place else None
    place = named or office.place
    wish.likes, wish.skills, wish.avoids = list(wanting.likes), list(wanting.skills), list(wanting.avoids)
    wish.languages, wish.words = list(wanting.languages), wanting.words
    wish.week_parts, wish.radius_km = wanting.week_parts, wanting.radius_km
    wish.place, wish.latitude, wish.longitude = wanting.place, place.lat, place.lon
    wish.from_on, wish.hours_per_week, wish.wants_call = wanting.from_on, wanting.hours_per_week, wanting.wants_call
    wish.changed_at = timezone.now()
    wish.save()


def check_wish(wanting: Wanting) -> None:
    """Raises ``ValidationError`` by field where a wish contradicts itself or asks for what cannot be."""
    faults: dict[str, str] = {}
    if set(wanting.likes) & set(wanting.avoids):
        faults["avoids"] = _("Sie haben dasselbe gern und nicht gern angekreuzt. Nehmen Sie eines davon weg.")
    if not 0 < wanting.week_parts <= ANY_TIME:
        faults["days"] = _("Wählen Sie mindestens einen Tag, oder keinen, wenn jeder passt.")
    if not 1 <= wanting.radius_km <= 200:
        faults["radius_km"] = _("Wählen Sie, wie weit Sie höchstens fahren oder gehen, mindestens 1 km.")
    if faults:
        raise ValidationError(faults)


def _is_minor(one: Someone, on: datetime.date) -> bool:
    return one.born_on is not None and Volunteer(born_on=one.born_on).is_minor(on)


def check_age(one: Someone) -> None:
    """Raises ``ValidationError`` for an age that cannot be, is too young, or needs a guardian who is not named."""
    if one.born_on is None:
        return
    today = timezone.localdate()
    if one.born_on > today:
        raise ValidationError({"born_on": _("Dieses Geburtsdatum liegt in der Zukunft. Stimmt das Jahr?")})
    years = Volunteer(born_on=one.born_on).age(today) or 0
    if years > OLDEST:
        raise ValidationError(
            {"born_on": _("Dieses Geburtsdatum liegt mehr als %(years)s Jahre zurück. Stimmt das Jahr?")
             % {"years": OLDEST}}
        )  # fmt: skip
    if years < YOUNGEST:
        raise ValidationError(
            {"born_on": ngettext(
                "Allein helfen geht bei uns ab 13. Mit %(years)s Jahr gern mit den Eltern: Rufen Sie uns an.",
                "Allein helfen geht bei uns ab 13. Mit %(years)s Jahren gern mit den Eltern: Rufen Sie uns an.",
                years,
            ) % {"years": years}}
        )  # fmt: skip
    if Volunteer(born_on=one.born_on).needs_guardian(today) and not one.guardians:
        raise ValidationError(
            {"guardian": _("Wer unter 16 ist, braucht die Zustimmung der Eltern. Nennen Sie eine Person.")}
        )


def _ask_guardians(actor: Actor, volunteer: Volunteer, guardians: tuple[Asked, ...], origin: str) -> None:
    """Ask for the consent (privacy keeps words and answers), and put it on the desk until it is there."""
    ask_consent(
        actor=actor,
        office=volunteer.office,
        purpose="volunteering.helping",
        matter="engagement",
        words=Words(consent_words.VERSION, consent_words.text(volunteer), "de"),
        person=Asked(volunteer.name),
        born_on=volunteer.born_on,
        custody="one" if len(guardians) == 1 else "both",
        guardians=guardians,
        about=about_person(volunteer),
        origin=origin,
        own_word=_OWN_WORD[volunteer.channel],
    )
    subject = _("%(name)s: Zustimmung der Eltern fehlt") % {"name": volunteer.name}
    open_step(actor, volunteer, GUARDIAN, about_person(volunteer, "guardian"), subject)


def code_for(volunteer: Volunteer) -> str:
    """The code of the person's own page, in the open scope of the office; the same until it ends."""
    about = about_person(volunteer)
    living = Link.objects.filter(
        office_id=volunteer.office_id, purpose=STATUS, about=about, withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).order_by("created_at").first()  # fmt: skip
    return code_of(living or open_link(office_id=volunteer.office_id, purpose=STATUS, about=about, days=_DAYS))


def give_code(*, actor: Actor, volunteer: Volunteer) -> str:
    """The code of the person's page, to print, to read out and to mail."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.give_code"):
        return code_for(volunteer)


def codes_for_joined(*, actor: Actor, office: Office, joined: list[Volunteer]) -> list[str]:
    """Codes for those who have just joined together, to be shown once on the page that thanks them."""
    with in_the_office(actor, office.pk, action="volunteering.give_code"):
        return [code_for(volunteer) for volunteer in joined]
