"""Whoever does something: a signed-in person, somebody without account, or a named job."""

import datetime
from dataclasses import dataclass
from typing import Self

from . import roles


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that an account holds at an office today; ``ags`` is the key of the office's place.

    ``about``: what the role is limited to, as ``app.noun:key`` (the organisation that a contact speaks for).
    ``ends_on``: the last day, None where it has no end. ``stands_in_for``: the account whose deputy this is.
    ``second_factor_from``: the day from which the office wants a second factor at sign-in.
    """

    office_id: int
    role: str
    ags: str = ""
    about: str = ""
    ends_on: datetime.date | None = None
    stands_in_for: int | None = None
    second_factor_from: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts; every service takes it first.

    ``label`` is what the history shows; for staff it is their name, for others a role word. The log keeps
    ``name_on_record`` instead: it outlives the person, so it holds the number of the account and no name.
    """

    label: str
    account_id: int | None = None
    grants: frozenset[Grant] = frozenset()
    # Where somebody must go before anything but their own account opens again; they act without grants until then.
    detour: str = ""
    # Of several offices the one whose desk they chose: where they act when nothing else says so. It opens no wall.
    desk: int | None = None

    @classmethod
    def anonymous(cls) -> Self:
        return cls(label="ohne Konto")

    @classmethod
    def operator(cls, *, office_ids: tuple[int, ...] = ()) -> Self:
        """The console command or job that an operator started; coordinator of the offices it names."""
        grants = frozenset(Grant(office_id=office, role=roles.COORDINATOR) for office in office_ids)
        return cls(label="Betrieb", grants=grants)

    @property
    def name_on_record(self) -> str:
        return self.label if self.account_id is None else f"Konto {self.account_id}"

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def office_ids(self) -> tuple[int, ...]:
        """The offices whose rows the actor may be shown: those where a role stands inside the wall."""
        return self.offices_as(*roles.INSIDE)

    def offices_as(self, *names: str) -> tuple[int, ...]:
        """The offices where the actor holds one of these roles."""
        return tuple(sorted({grant.office_id for grant in self.grants if grant.role in names}))

    def speaks_for(self, about: str, *, office_id: int) -> bool:
        """Whether the actor is a contact of this organisation (``app.noun:key``) of the office that keeps it."""
        return any(grant.about == about and grant.office_id == office_id for grant in self.grants)

    @property
    def keeps_a_record(self) -> bool:
        """Whether the actor is a contact of any organisation."""
        return self.has_any_role(roles.ORGANISATION)

    def has_role(self, office_id: int, *names: str) -> bool:
        return any(grant.office_id == office_id and grant.role in names for grant in self.grants)

    def has_any_role(self, *names: str) -> bool:
        return any(grant.role in names for grant in self.grants)
