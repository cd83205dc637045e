"""How much each part of a score counts. A score of 1 is as good as it gets."""

INTERESTS = 0.30
SKILLS = 0.20
DISTANCE = 0.20
TIME = 0.10
LANGUAGES = 0.08
TEXT = 0.07
URGENCY = 0.05
# Taken off per connection already made, up to so many; Manshadi et al. (2023) on VolunteerMatch.
FAIRNESS = 0.03
MOST_CONNECTIONS = 5

# What a related term counts of an equal one.
RELATED = 0.5
# Where one side has not told what it is about: no more than what an offer that somebody knows nothing of is likely to
# have in common with a wish, less than a related term. With a half, whatever said nothing and lay near came before
# what fitted and lay a little further away.
UNTOLD = 0.2
# An offer that has not told its times: they are agreed on, and often can be.
UNTOLD_TIME = 0.5
# At so many kilometres nearness counts half.
HALF_WAY = 5.0
# Help from home, between next door and far away.
FROM_HOME = 0.5
