"""gunicorn's own words, written as ours are (`config/logs.py`)."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from engagiert.config import env
from engagiert.config.logs import JsonLines, Plain


class WebLogger(Logger):  # type: ignore[misc]
    """Named on gunicorn's command line."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines() if env.load().json_logs else Plain())
