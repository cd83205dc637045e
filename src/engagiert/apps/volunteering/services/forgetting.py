"""What is left of somebody whose data end: a count without name."""

from django.utils import timezone

from engagiert.apps.volunteering.models import Hours, Inspection, Volunteer, Wish
from engagiert.kernel import bus
from engagiert.kernel.links.public import withdraw_links


def forget_volunteer(volunteer: Volunteer) -> None:
    """Empty name, numbers and wish, delete what was said; in the open scope. Confidential notes go with the job.

    That the office spoke with them stays as a day without a name: the figures of the year count talks.
    """
    Volunteer.objects.filter(pk=volunteer.pk).update(
        name="", mail="", phone="", postal=[], born_on=None, find="", reach=Volunteer.Reach.NONE,
        state=Volunteer.State.LEFT, left_on=volunteer.left_on or timezone.localdate(), resumes_on=None,
    )  # fmt: skip
    Wish.objects.filter(volunteer=volunteer).delete()
    volunteer.refusals.all().delete()
    volunteer.glimpses.exclude(organisation_id=0).delete()
    Inspection.objects.filter(volunteer=volunteer).delete()
    volunteer.proposals.update(reasons=[], told="")
    volunteer.placements.update(told="")
    volunteer.seats.update(told="")
    Hours.objects.filter(placement__volunteer=volunteer).update(what="", why="")
    withdraw_links(
        office_id=volunteer.office_id, purpose="volunteering.status", about=f"volunteering.volunteer:{volunteer.pk}"
    )
    bus.publish("VolunteerForgotten", office_id=volunteer.office_id, volunteer_id=str(volunteer.pk))
