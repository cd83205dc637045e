from .award import Award
from .honour import Honour
from .jury import Ballot, Juror
from .nomination import Nomination, Nominator
from .thanks import NoThanks, Thanks, ThankYou

__all__ = ["Award", "Ballot", "Honour", "Juror", "NoThanks", "Nomination", "Nominator", "ThankYou", "Thanks"]
