"""The public register as open data: identifiers, licence, and the formats in which others take it.

All of it reads the public projection ``Listing`` alone. What stands where is told in ``docs/open-data.md``.
"""
