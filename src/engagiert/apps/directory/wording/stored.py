"""Words that the database keeps: German there, whoever wrote them in whatever language, and translated when shown."""

import re

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Who acts without being a person (kernel.authz.actor), and where the demo's values come from.
_MARKED = (gettext_noop("ohne Konto"), gettext_noop("Betrieb"), gettext_noop("Demo-Daten"))
# The organisation itself said that all is right, by link, with its account, or on the telephone.
BY_THEMSELVES = (gettext_noop("die Organisation selbst"), gettext_noop("die Organisation am Telefon"))
_LIST = re.compile("Liste „(.*)“")


def stored_in_words(text: str) -> str:
    """A label or name out of the database; what we did not write ourselves stays as it is."""
    if named := _LIST.fullmatch(text):
        return _("Liste „%(name)s“") % {"name": named[1]}
    return translation.gettext(text)
