"""At night alliances end whose last day is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from engagiert.kernel.authz import Actor

from .services import end_alliances


@app.periodic(cron="10 0 * * *")
@app.task(name="places.end_alliances", queueing_lock="places.end_alliances")
def end_over(timestamp: int = 0) -> None:
    end_alliances(actor=Actor.operator(), today=timezone.localdate())
