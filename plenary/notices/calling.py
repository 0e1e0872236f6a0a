"""Calling another server: the host's addresses are asked once, all are checked, and one that was checked is connected to.

Nothing else of the net's habits is followed: no redirect, no proxy of the environment, no cookie, no retry. Of the answer
only its first line is read. This knows no row and no coalition; all that it depends on is given to it.
"""

import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from plenary.notices.rules.destinations import PORT, Destination
from plenary.notices.rules.reachable import is_on_the_public_net
from plenary.notices.rules.webhooks import Answer, answer_of

CONNECT = 5.0
"""Seconds within which one address must accept the connection."""
TOTAL = 10.0
"""Seconds for all of it: the addresses, the connection, the handshake, what is sent, the first line of the answer."""
_MOST_ADDRESSES = 4
_LONGEST_LINE = 512

type Resolve = Callable[[str, float], Sequence[str]]
type IsAllowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The moment at which everything must be over, on the machine's own counter."""

    at: float

    def left(self, most: float = TOTAL) -> float:
        """Seconds that are left, no more than `most`. Raises TimeoutError when none is."""
        seconds = min(self.at - monotonic(), most)
        if seconds <= 0:
            raise TimeoutError
        return seconds


def resolve(host: str, seconds: float) -> Sequence[str]:
    """All addresses of a host, asked once. The system's resolver knows no deadline, so it is left behind when it is late.

    Raises OSError when there is none, TimeoutError after so many seconds.
    """
    answer: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
        except OSError as error:
            answer.put(error)
        except UnicodeError as error:  # a name that the resolver cannot write
            answer.put(OSError(str(error)))
        else:
            answer.put(list(dict.fromkeys(str(address[0]) for *_rest, address in found)))

    Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty as error:
        raise TimeoutError from error
    if isinstance(found, OSError):
        raise found
    return found


def checked_addresses(
    host: str, *, resolve: Resolve = resolve, is_allowed: IsAllowed = is_on_the_public_net, seconds: float = CONNECT
) -> Sequence[str]:
    """The addresses of a host, if it has some and every one of them is allowed; else none. One that is not spoils all:
    who controls a name could have either connected to."""
    try:
        found = resolve(host, seconds)
    except OSError:
        return ()
    return found if found and all(map(is_allowed, found)) else ()


def trusted() -> ssl.SSLContext:
    """The authorities that the system trusts; TLS 1.2 at least, the host's name verified."""
    return ssl.create_default_context()


def post(
    to: Destination,
    *,
    body: bytes,
    headers: Mapping[str, str],
    resolve: Resolve = resolve,
    is_allowed: IsAllowed = is_on_the_public_net,
    trust: ssl.SSLContext | None = None,
    port: int = PORT,
    total: float = TOTAL,
) -> Answer:
    """Send a body once and give the class of the answer, whatever happens. A refused address, a host that is not there, a
    certificate that does not hold and a server that is late are all `unreachable`.

    `resolve`, `is_allowed`, `trust` and `port` are what the production takes from the net; tests bring their own.
    """
    deadline = _Deadline(monotonic() + total)
    addresses = checked_addresses(to.host, resolve=resolve, is_allowed=is_allowed, seconds=deadline.left(CONNECT))
    if not addresses:
        return Answer.UNREACHABLE
    connection = _Connection(to.host, addresses[:_MOST_ADDRESSES], port, trust or trusted(), deadline)
    try:
        connection.request("POST", to.target, body=body, headers=dict(headers))
        return connection.answer()
    except (OSError, HTTPException, ValueError):  # ssl.SSLError is an OSError, TimeoutError too
        return Answer.UNREACHABLE
    finally:
        connection.close()


class _Connection(HTTPSConnection):
    """A connection to the first of these addresses that accepts it, while TLS verifies the name of the host.

    It writes requests; the answer is not read by the parent, which would take in headers and body as the other side likes.
    """

    def __init__(
        self, host: str, addresses: Sequence[str], port: int, trust: ssl.SSLContext, deadline: _Deadline
    ) -> None:
        super().__init__(host, PORT, context=trust)
        self._addresses, self._to_port, self._trust, self._deadline = addresses, port, trust, deadline

    def connect(self) -> None:
        """Connect, and let the other side show that it is the host. Raises OSError."""
        plain = self._first_that_accepts()
        try:
            plain.settimeout(self._deadline.left())
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
        self.sock.settimeout(self._deadline.left())

    def _first_that_accepts(self) -> socket.socket:
        for address in self._addresses:
            try:
                return socket.create_connection((address, self._to_port), self._deadline.left(CONNECT))
            except OSError:
                continue
        raise OSError

    def answer(self) -> Answer:
        """The class of the status that the first line tells; nothing after that line is looked at."""
        line = b""
        while b"\n" not in line and len(line) < _LONGEST_LINE:
            self.sock.settimeout(self._deadline.left())
            received = self.sock.recv(_LONGEST_LINE - len(line))
            if not received:
                break
            line += received
        version, _space, rest = line.partition(b"\n")[0].partition(b" ")
        status = rest[:3]
        if not version.startswith(b"HTTP/1.") or len(status) != 3 or not status.isdigit():
            return Answer.UNREACHABLE
        return answer_of(int(status))
