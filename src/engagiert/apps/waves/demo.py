"""A wave of the demo, with people of many skills, a date, a group and a neighbour who was asked. All invented."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.volunteering.public import joining
from engagiert.apps.waves import services
from engagiert.apps.waves.models import Wave
from engagiert.apps.waves.selectors import Pool
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPER, _NEIGHBOUR = "koordination@luenen.example", "bergkamen"
_TOKEN = "demo"  # noqa: S105 - of a form
_TITLE = "Beispieldaten: Hochwasser an der Lippe"
_REASON = "Nach dem Regen stehen Keller unter Wasser. Wir sammeln, wer in den nächsten Tagen mit anpackt."
# Name, how they are reached, what they can, what they speak besides German.
_PEOPLE: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Anna Probe", "anna@probe.example", ("cooking", "driving"), ("ar",)),
    ("Ben Muster", "0000 3920101", ("setting_up",), ()),
    ("Cem Örnek", "cem@probe.example", ("driving", "setting_up"), ("tr",)),
    ("Dana Exempel", "dana@probe.example", ("translating",), ("uk", "ru")),
    ("Emil Vorlage", "0000 3920102", ("electrics",), ()),
    ("Fatma Misal", "fatma@probe.example", ("cooking",), ("tr",)),
    ("Gerd Beispiel", "", ("setting_up",), ()),
    ("Hanna Modell", "hanna@probe.example", ("organising_events",), ("en",)),
    ("Ivo Ejemplo", "ivo@probe.example", ("setting_up", "woodwork"), ("es",)),
    ("Jana Przykładowa", "0000 3920103", ("listening",), ("pl",)),
    ("Kaan Örnek", "kaan@probe.example", (), ("tr",)),
    ("Lea Esempio", "lea@probe.example", ("first_aid",), ("it",)),
)


def load(*, say: Callable[[str], None]) -> None:
    """The wave where it is missing; safe to repeat."""
    account = Account.objects.filter(email=_KEEPER, is_demo=True).first()
    if account is None:
        return
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Wave.objects.filter(office=office).exists():
            return
        _load(actor, office)
    say(f"Welle geladen: {office.place.name}")


def _load(actor: Actor, office: Office) -> None:
    ends_on = timezone.localdate() + datetime.timedelta(days=60)
    wave = services.start_wave(
        actor=actor, office=office, aim=services.Aim(_TITLE, _REASON, ends_on), token=_TOKEN
    )  # fmt: skip
    for number, (name, reach, skills, languages) in enumerate(_PEOPLE):
        mail = reach if "@" in reach else ""
        someone = joining.Someone(name=name, mail=mail, phone="" if mail else reach)
        signing = services.Signing(someone, skills=skills, languages=("de", *languages))
        services.take_down(actor=actor, wave=wave, signing=signing, channel="phone", token=f"demo-{number}")
    begins = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + datetime.timedelta(days=4)
    date = services.Date("Infoabend", begins, begins + datetime.timedelta(hours=2), 8, "Bürgerhaus")
    gathering = services.plan_gathering(actor=actor, wave=wave, date=date, token=_TOKEN)
    services.invite(actor=actor, gathering=gathering, pool=Pool(skill="setting_up"), number=3)
    services.note_group(actor=actor, wave=wave, group=services.Gathered("Schaufeln gegen Schlamm"), token=_TOKEN)
    neighbour = Office.objects.select_related("place").filter(place__slug=_NEIGHBOUR).order_by("pk").first()
    if neighbour is not None:
        services.ask_neighbour(actor=actor, wave=wave, neighbour=neighbour)
