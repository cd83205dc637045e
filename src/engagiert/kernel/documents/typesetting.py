"""Data into a template of Typst, out comes a PDF."""

import datetime
import importlib.resources
import json
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

_log = logging.getLogger("engagiert.documents")


def set_in_type(template: Path, data: Mapping[str, Any], *, on: datetime.datetime) -> bytes:
    """The PDF of ``template``, which reads ``data`` as JSON; ``on`` is the moment the file says it was made.

    Held to PDF/UA-1. Where the face has no sign for a character (Arabic, say) the machine's own faces help; where
    those have none either, the paper is still printed, without the promise, rather than not at all.
    """
    written = json.dumps(data, ensure_ascii=False)
    ways: tuple[dict[str, Any], ...] = (
        {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]},
        {"ignore_system_fonts": False, "pdf_standards": ["ua-1"]},
        {"ignore_system_fonts": False},
    )
    for number, way in enumerate(ways):
        try:
            return bytes(
                typst.compile(
                    str(template),
                    root=str(template.parent),
                    font_paths=[_fonts()],
                    format="pdf",
                    sys_inputs={"data": written},
                    timestamp=int(on.timestamp()),
                    **way,
                )
            )
        except typst.TypstError as error:
            # The error may quote the paper: only its kind goes to the log.
            _log.warning(
                "%s could not be set in way %s of %s (%s)",
                template.stem, number + 1, len(ways), type(error).__name__,
            )  # fmt: skip
            if number + 1 == len(ways):
                raise
    raise AssertionError


@cache
def _fonts() -> str:
    return str(importlib.resources.files("fontpkg_fira_sans") / "files")
