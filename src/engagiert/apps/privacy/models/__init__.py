from .breach import Breach
from .consent import Agreement, Consent
from .erasure import Erasure
from .profile import Profile
from .sweep import Sweep

__all__ = ["Agreement", "Breach", "Consent", "Erasure", "Profile", "Sweep"]
