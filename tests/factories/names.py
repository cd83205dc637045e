"""A name server on loopback that knows TXT records: a small real one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message
import dns.rcode
import dns.rrset


class NameServer:
    """``texts``: name without final dot → its records; ``silent``: it answers nothing."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.silent = False
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.address: tuple[str, int] = self.socket.getsockname()

    def serve(self) -> None:
        while True:
            packet, asker = self.socket.recvfrom(4096)
            if not packet:
                return
            if not self.silent:
                self.socket.sendto(self.answer(packet), asker)

    def answer(self, packet: bytes) -> bytes:
        asked = dns.message.from_wire(packet)
        name = asked.question[0].name
        answer = dns.message.make_response(asked)
        found = self.texts.get(name.to_text(omit_final_dot=True))
        if found is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        else:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *(f'"{text}"' for text in found)))
        return answer.to_wire()


@contextmanager
def a_name_server() -> Iterator[NameServer]:
    server = NameServer()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", server.address)
        thread.join(5)
        server.socket.close()
