"""People who go on asking, whatever happens to the installation, and remember what was confirmed to them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import requests

from tests.factories.servers import Visitor

# A browser that waits and tries again, as the page asks its reader to.
_PATIENCE = 1.0


@dataclass
class Askers:
    """Threads that fill in a town's question form until told to stop; each comes from an address of its own."""

    base: str
    town: str
    number: int
    confirmed: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Askers:
        self._threads = [threading.Thread(target=self._go_on, args=(number,)) for number in range(self.number)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)
            assert not thread.is_alive(), "an asker hangs"

    def _go_on(self, who: int) -> None:
        turn = 0
        while not self._stop.is_set():
            turn += 1
            self._ask(f"Frage {who}-{turn}: Wo ist der Reparaturtreff?", f"198.51.{who}.{turn % 250}")

    def _ask(self, text: str, address: str) -> None:
        visitor = Visitor(self.base)
        visitor.session.headers["X-Forwarded-For"] = address
        form = self._patiently(lambda: visitor.form(self.town))
        if form is None:
            return
        self.tried.append(text)
        # The same form again until somebody says that it arrived.
        answer = self._patiently(lambda: visitor.send(self.town, form, text))
        if answer is not None and "/stand/" in answer.headers.get("Location", ""):
            self.confirmed.append(text)

    def _patiently[R](self, attempt: object) -> R | None:
        while True:
            try:
                answer = attempt()  # type: ignore[operator]
                status = getattr(answer, "status_code", 200)
                if status < 500:
                    return answer  # type: ignore[no-any-return]
                self.refusals.append(status)
            except requests.RequestException:
                self.refusals.append(0)
            if self._stop.wait(_PATIENCE):
                return None
