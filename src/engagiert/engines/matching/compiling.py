"""How the kernels are compiled: at their first call, once a machine, kept in the folder ``NUMBA_CACHE_DIR`` names.

The first call ever takes about ten seconds, later processes load in a tenth of one. Kernels release the
interpreter's lock and hold no threads of their own, so they run in any thread of any worker.
"""

from collections.abc import Callable
from typing import Any, cast

from numba import njit


def compiled[Kernel: Callable[..., Any]](function: Kernel) -> Kernel:
    """The function as machine code. What it calls must stand in the same file: numba renews what it keeps by file."""
    return cast("Kernel", njit(cache=True, nogil=True)(function))
