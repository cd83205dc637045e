"""What every test may rely on: the database as the web role sees it, empty at the start of each test."""

import copy
import logging
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.database import clones
from tests.trust.promises import Numbers, is_long, promise

__all__ = ["is_long", "promise"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the long form of what holds our promises (make trust)")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Numbers(config), "promises")
    logs = config.pluginmanager.getplugin("logging-plugin")
    for handler in (logs.caplog_handler, logs.report_handler):
        handler.addFilter(_without_request)


def _without_request(record: logging.LogRecord) -> logging.LogRecord:
    """What pytest keeps of the log until a test ends; with requests and pages, a hundred thousand are gigabytes."""
    kept = copy.copy(record)
    kept.__dict__.pop("request", None)
    return kept


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One clone of the migrated database for this process; replaces pytest-django's own."""
    with clones.server().running(), django_db_blocker.unblock(), clones.clone():
        yield


class JourneysTogether(LoadScopeScheduling):
    """Each test by itself, but all journeys in one process: they share one installation and one browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "journeys" if nodeid.startswith("tests/journeys/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> JourneysTogether:
    return JourneysTogether(config, log)
