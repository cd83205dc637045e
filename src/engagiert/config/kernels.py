"""Compiled kernels are made when an installation is set up and loaded before the web server forks, so that nobody's
first page waits for them."""

from engagiert.engines.matching.warming import warm_ranking


def prepare() -> None:
    """Quick but for the first time on a machine, which takes about ten seconds."""
    warm_ranking()
