"""What the office writes about an offer: does it still hold?"""

import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.messages.public import Text, link, paragraph, short_code
from engagiert.apps.opportunities.models import Opportunity
from engagiert.kernel.ui.dates import written_out

ASKED = gettext_lazy("Gefragt. Die Antwort kommt mit einem Klick und steht dann hier.")
ASKED_ALREADY = gettext_lazy("Die Organisation ist schon gefragt. Die Antwort steht noch aus; rufen Sie sonst an.")


def question_text(opportunity: Opportunity, code: str, address: str, until: datetime.date, *, by_letter: bool) -> Text:
    """The question with the way to answer by one click, and what happens otherwise; in German."""
    with translation.override(settings.LANGUAGE_CODE):
        label = _("Angebot ansehen und antworten")
        blocks = (
            paragraph(
                _("„%(title)s“ steht bei uns als Angebot. Suchen Sie noch jemanden?") % {"title": opportunity.title}
            ),
            paragraph(_("Sie brauchen kein Konto. Ein Klick genügt: „Gilt noch“, „Besetzt“ oder „Vorbei“.")),
            short_code(label, code, address) if by_letter else link(label, address),
            paragraph(
                _(
                    "Antwortet bis zum %(day)s niemand, macht das Angebot Pause, damit sich niemand vergeblich meldet. "
                    "Ein Klick holt es zurück. Sie können uns auch anrufen oder auf diese Nachricht antworten."
                )
                % {"day": written_out(until)}
            ),
        )
        return Text(_("Gilt Ihr Angebot noch? „%(title)s“") % {"title": opportunity.title}, blocks)
