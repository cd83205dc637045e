"""How a lower app tells a higher one that something happened.

An event is a job in the same database, written in the transaction of the one who publishes: a crash loses none,
and whoever listens does so later, in a transaction of its own.
"""

from collections import defaultdict
from typing import Any

from procrastinate.tasks import Task

_listeners: dict[str, list[Task[Any, Any, Any]]] = defaultdict(list)


def listen(event: str, task: Task[Any, Any, Any]) -> None:
    """From now on ``task`` is queued whenever ``event`` (past tense, such as ``HousesImported``) is published."""
    if task not in _listeners[event]:
        _listeners[event].append(task)


def publish(event: str, **facts: Any) -> None:
    """Queue every listener with ``facts`` (values that JSON knows); inside the caller's transaction."""
    for task in _listeners[event]:
        task.defer(**facts)
