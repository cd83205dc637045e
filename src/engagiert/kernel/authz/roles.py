"""The names of roles, and which of them stand inside an office's wall.

Apps say in their rules what each role may do; the set of names is closed, so that a misspelt one fails at import.
"""

COORDINATOR = "coordinator"
EDITOR = "editor"
VIEWER = "viewer"
# Speaks for another department of the town hall; sees what is passed on to them, not the office's desk.
CONTACT = "contact"
# Speaks for one organisation, which the grant names in ``about``.
ORGANISATION = "organisation"
# Reads figures of many offices and no row of any.
ANALYST = "analyst"
# Keeps the installation running for the office; reads its rows only while an entry lasts, as a viewer.
OPERATOR = "operator"

WRITERS = (COORDINATOR, EDITOR)
READERS = (*WRITERS, VIEWER)
# Whose scope holds the office. All others reach a row only through a service that opens a scope for just that.
INSIDE = frozenset(READERS)
