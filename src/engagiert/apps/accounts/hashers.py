"""How passwords are kept: Argon2id, which the BSI (TR-02102-1) and OWASP advise."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """With 46 MiB, two passes, one lane: above OWASP's least (19 MiB, two passes).

    Django's own setting takes 100 MB and eight lanes for each sign-in: eight people at once would need 800 MB and all
    processors. A hash of an earlier setting is renewed when its owner signs in.
    """

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
