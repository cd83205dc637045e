"""Settings, cut by what they are about; every value an operator may change comes from ``config.env``."""

from .apps import *  # noqa: F403
from .data import *  # noqa: F403
from .pages import *  # noqa: F403
from .security import *  # noqa: F403
from .signin import *  # noqa: F403
