"""What a notice says (Art. 13 and 14 DSGVO), made from the declarations and from what the office says of itself."""

from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.kernel.privacy import Purpose
from engagiert.kernel.privacy.declarations import Words
from engagiert.kernel.privacy.inspection import Column, columns_for, purposes

from .models import Profile

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Where nobody has entered another one. An office outside of NRW enters its own.
AUTHORITY = (
    "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen\n"
    "Kavalleriestraße 2–4, 40213 Düsseldorf\nwww.ldi.nrw.de"
)


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the data of an office. ``complete`` says whether somebody has entered it for this purpose."""

    office: Office
    name: str
    officer: str
    authority: str
    processor: str
    public_body: bool
    complete: bool
    # What the office itself has entered; ``authority`` is what holds.
    own_authority: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One purpose in words; ``kept`` are pairs of the data and how long they stay."""

    purpose: Purpose
    slug: str
    ground: Words
    fields: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    special: bool

    @property
    def needs_consent(self) -> bool:
        return self.purpose.ground.value == "consent"


def slug_of(purpose: Purpose) -> str:
    """The word in the address of the notice; German, whatever the language of the page."""
    with translation.override("de"):
        return slugify(str(purpose.name).translate(_LETTERS))


@cache
def by_slug() -> dict[str, Purpose]:
    return {slug_of(purpose): purpose for purpose in purposes().values()}


def controller_of(office: Office, profile: Profile | None) -> Controller:
    lines = [f"{office.place.designation} {office.place.name}".strip(), office.name, office.street, office.town_line]
    return Controller(
        office=office,
        name=profile.controller if profile else "\n".join(filter(None, lines)),
        officer=profile.officer if profile else "",
        authority=(profile.authority if profile else "") or AUTHORITY,
        processor=profile.processor if profile else "",
        public_body=profile.public_body if profile else True,
        complete=profile is not None and bool(profile.officer),
        own_authority=profile.authority if profile else "",
    )


def notice_of(purpose: Purpose, controller: Controller) -> Notice:
    columns = columns_for(purpose)
    return Notice(
        purpose=purpose,
        slug=slug_of(purpose),
        ground=purpose.ground.words(public_body=controller.public_body),
        fields=_labels(columns),
        kept=_periods(columns),
        special=any(column.datum.special for column in columns),
    )


def all_notices(controller: Controller) -> list[Notice]:
    """One for each purpose of the installation, in the order of the floors."""
    return [notice_of(purpose, controller) for purpose in purposes().values()]


def _labels(columns: list[Column]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(column.label) for column in columns))


def _periods(columns: list[Column]) -> tuple[tuple[str, str], ...]:
    """Periods with the data they hold for; where all stay equally long there is one, for everything."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(str(column.datum.kept.words), []).append(column)
    if len(groups) == 1:
        return ((_("Alle diese Angaben"), next(iter(groups))),)
    return tuple((", ".join(_labels(found)), words) for words, found in groups.items())


def rights() -> list[str]:
    """What everybody may ask for (Art. 15 to 21 and 77)."""
    return [
        _("Sie dürfen wissen, was wir über Sie speichern, und bekommen eine Kopie."),
        _("Sie dürfen Falsches berichtigen lassen."),
        _("Sie dürfen löschen oder einschränken lassen, was wir nicht mehr brauchen."),
        _("Sie dürfen widersprechen, wenn Ihre Lage dagegen spricht, dass wir die Angaben nutzen."),
        _("Eine Einwilligung dürfen Sie jederzeit zurücknehmen. Was vorher geschah, bleibt erlaubt."),
        _("Sie dürfen sich bei der Aufsichtsbehörde beschweren."),
    ]
