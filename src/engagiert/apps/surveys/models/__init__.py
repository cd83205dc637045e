from .goal import Goal, PublicGoal
from .need import NeedReport, NeedTally
from .sheet import Sheet
from .staff import StaffCount
from .survey import Questionnaire, Survey

__all__ = ["Goal", "NeedReport", "NeedTally", "PublicGoal", "Questionnaire", "Sheet", "StaffCount", "Survey"]
