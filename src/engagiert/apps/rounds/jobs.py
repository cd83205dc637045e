"""A case was forgotten: on old agendas its subject goes as well, its number stays."""

from procrastinate.contrib.django import app

from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .services import forget_subjects


@app.task(name="rounds.forget_subjects", retry=3)
def forget(*, office_id: int, numbers: dict[str, str]) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="rounds.forget_subjects"):
        forget_subjects(actor=actor, office_id=office_id, numbers=numbers)


bus.listen("CasesForgotten", forget)
