"""What waits on the desk, and where the codes of surveys lead."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import Kind, register
from engagiert.kernel.links.public import lead

ANSWER, STAFF = "surveys.answer", "surveys.staff"

# A resident who wants an answer to what they reported.
NEED = Kind("surveys.need", _("Etwas fehlt"), promised_days=5, confidential=True)
# A goal is due and its owner has no mail.
GOAL = Kind("surveys.goal", _("Ziel ist fällig"), promised_days=5, page="desk:goal", decided_there=True)
for _kind in (NEED, GOAL):
    register(_kind)
lead(ANSWER, lambda _link, code: reverse("surveys:start", args=[code]), afterwards=True)
lead(STAFF, lambda _link, code: reverse("surveys:staff", args=[code]), afterwards=True)
