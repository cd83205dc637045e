"""Whoever does something: a signed-in person, somebody without account, or a named job."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that an account holds at an office today; ``ags`` is the key of the office's place."""

    office_id: int
    role: str
    ags: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts; every service takes it first.

    ``label`` is what the history shows; for staff it is their name, for others a role word. The log keeps
    ``name_on_record`` instead: it outlives the person, so it holds the number of the account and no name.
    """

    label: str
    account_id: int | None = None
    grants: frozenset[Grant] = frozenset()

    @classmethod
    def anonymous(cls) -> Self:
        return cls(label="ohne Konto")

    @classmethod
    def operator(cls, *, office_ids: tuple[int, ...] = ()) -> Self:
        """The console command or job that an operator started; coordinator of the offices it names."""
        grants = frozenset(Grant(office_id=office, role="coordinator") for office in office_ids)
        return cls(label="Betrieb", grants=grants)

    @property
    def name_on_record(self) -> str:
        return self.label if self.account_id is None else f"Konto {self.account_id}"

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def office_ids(self) -> tuple[int, ...]:
        return tuple(sorted({grant.office_id for grant in self.grants}))

    def has_role(self, office_id: int, *roles: str) -> bool:
        return any(grant.office_id == office_id and grant.role in roles for grant in self.grants)

    def has_any_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.grants)
