from .award import Award
from .honour import Honour
from .jury import Ballot, Juror
from .nomination import Nomination, Nominator

__all__ = ["Award", "Ballot", "Honour", "Juror", "Nomination", "Nominator"]
