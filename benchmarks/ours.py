"""Our application over the database under measurement, for gunicorn."""

import os

from benchmarks import ground
from engagiert.config.wsgi import application

ground.point_to(os.environ["BENCH_DATABASE"])

__all__ = ["application"]
