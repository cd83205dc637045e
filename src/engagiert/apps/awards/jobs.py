"""The honoured person agreed by their link, or took it back: the public page follows."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .services import follow_consent


@app.task(name="awards.follow_consent", retry=3)
def follow(*, office_id: int, about: str, purpose: str) -> None:
    if purpose != "awards.public_honour":
        return
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="awards.follow_consent"):
        office = Office.objects.select_related("place").get(pk=office_id)
        follow_consent(actor=actor, office=office, about=about)


bus.listen("ConsentChanged", follow)
