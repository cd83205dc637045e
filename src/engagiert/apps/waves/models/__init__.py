from .allotment import Allotment, Pick
from .gathering import Gathering, Invitation
from .partner import Group, Opening
from .shown import ShownWave
from .signup import Signup
from .wave import Wave

__all__ = ["Allotment", "Gathering", "Group", "Invitation", "Opening", "Pick", "ShownWave", "Signup", "Wave"]
