"""The application as the server's own process runs it, which ends with the program that started it."""

from __future__ import annotations

import multiprocessing
import os
import threading

from linli.site.wsgi import application

__all__ = ["application"]


def _end_with_the_program() -> None:
    """Killed, the program cannot tell the process that serves to end; it would hold the port against the next start."""
    if (program := multiprocessing.parent_process()) is not None:
        program.join()
        # At once, as what was killed: every deed is one transaction, and nothing else is under way.
        os._exit(1)


threading.Thread(target=_end_with_the_program, daemon=True, name="ends-with-the-program").start()
