"""What everybody may see of a wave: on the first page of its town while it takes people, and gone at once when not."""

from engagiert.apps.waves.models import ShownWave, Wave
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter


def show(wave: Wave) -> None:
    """Write the public copy anew, in the transaction that changes the wave."""
    if wave.state != Wave.State.OPEN:
        ShownWave.objects.filter(office_id=wave.office_id).delete()
        return
    told = {"place_id": wave.office.place_id, "title": wave.title, "reason": wave.reason, "ends_on": wave.ends_on}
    ShownWave.objects.update_or_create(office_id=wave.office_id, defaults=told)


def show_office(*, actor: Actor, office_id: int) -> None:
    """An office came from another installation: what it calls out is made here."""
    with enter(actor, action="waves.show_office"):
        for wave in Wave.objects.filter(office=office_id).exclude(state=Wave.State.ENDED).select_related("office"):
            show(wave)
