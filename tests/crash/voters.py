"""Fifty people at fifty browsers: each casts its ballot over HTTP again and again, and remembers what it was answered."""

import http.client
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Thread
from urllib.parse import urlencode, urlsplit

CHOICES = ("yes", "no", "abstain")
"""Cast in turn, so that no ballot says what the one before it said: which of them stands can be told."""

ACKNOWLEDGED, UNANSWERED = 302, 0
LONGEST = 30  # seconds that an answer may take


@dataclass(frozen=True)
class Answer:
    """What a server said: a status (0: the line broke before it came), and the page."""

    status: int
    page: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Browser:
    """One who is signed in, over one line that is kept open, with the cookies that a browser keeps."""

    def __init__(self, url: str, session: str) -> None:
        self._line = http.client.HTTPConnection(str(urlsplit(url).netloc), timeout=LONGEST)
        self._session, self._token, self._cookie = session, "", ""

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form; its token comes from a page that was read before, once."""
        if not self._token:
            self.read_token()
        body = urlencode({"csrfmiddlewaretoken": self._token, **fields})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def read_token(self) -> None:
        """Read a page that holds a form, and keep the token of it."""
        self._token = self._fetched_token()

    def _fetched_token(self) -> str:
        got = self.get("/account/")
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', got.page)
        if found is None:
            raise ConnectionError(f"no form with a token: {got.status}")
        return found[1]

    def _ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
        """Ask, and read the whole answer. Raises ConnectionRefusedError when nothing was sent at all."""
        if self._line.sock is None:
            self._line.connect()
        cookies = f"sessionid={self._session}" + (f"; csrftoken={self._cookie}" if self._cookie else "")
        try:
            self._line.request(method, path, body or None, {"Cookie": cookies, **(headers or {})})
            got = self._line.getresponse()
            page = got.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self._line.close()
            return Answer(UNANSWERED)
        for name, value in got.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self._cookie = value.split(";")[0].removeprefix("csrftoken=")
        return Answer(got.status, page, {name.lower(): value for name, value in got.getheaders()})


@dataclass(frozen=True)
class Attempt:
    """One ballot that was sent: what it said, and the status of the answer."""

    choice: str
    status: int
    began: float
    ended: float


class Voter(Thread):
    """One who casts and replaces its ballot until it is told to stop; it waits while the server is away."""

    def __init__(self, crowd: "Crowd", number: int, session: str, elector: str) -> None:
        super().__init__(name=f"voter {number}", daemon=True)
        self.crowd, self.number, self.elector = crowd, number, elector
        self.browser = Browser(crowd.url, session)
        self.attempts: list[Attempt] = []
        self.failure = ""

    def run(self) -> None:
        """Vote."""
        while self.crowd.goes_on():
            try:
                self._cast()
            except ConnectionError:  # the line could not be opened: nothing was sent
                self.browser.close()
                time.sleep(0.05)
            except Exception as error:  # told by the test, which waits for everybody
                self.failure = repr(error)
                break
        self.browser.close()

    def _cast(self) -> None:
        choice = CHOICES[(self.number + len(self.attempts)) % len(CHOICES)]
        began = time.monotonic()
        got = self.browser.post(self.crowd.path, choice=choice)
        self.attempts.append(Attempt(choice, got.status, began, time.monotonic()))
        self.crowd.count(got)
        if got.status != ACKNOWLEDGED:
            time.sleep(0.1)  # the server is going, or says that it cannot now


class Crowd:
    """All the voters of one proposal."""

    def __init__(self, url: str, path: str, seats: Sequence[dict[str, str]]) -> None:
        self.url, self.path = url, path
        self._change = Condition()
        self._ends, self._numbers = False, dict[int, int]()
        self.pages: dict[int, Answer] = {}
        self.voters = [Voter(self, number, seat["session"], seat["elector"]) for number, seat in enumerate(seats)]

    @contextmanager
    def voting(self) -> Iterator["Crowd"]:
        """They vote, until the end of the block and of what each has begun."""
        for voter in self.voters:
            voter.start()
        try:
            yield self
        finally:
            self._ends = True
            for voter in self.voters:
                voter.join(3 * LONGEST)
        assert [voter.name for voter in self.voters if voter.is_alive()] == []
        assert [voter.failure for voter in self.voters if voter.failure] == []

    def goes_on(self) -> bool:
        """True until the block ends."""
        return not self._ends

    def count(self, answer: Answer) -> None:
        """Take note of an answer."""
        with self._change:
            self._numbers[answer.status] = self._numbers.get(answer.status, 0) + 1
            self.pages[answer.status] = answer
            self._change.notify_all()

    def number(self, status: int) -> int:
        """How many answers of a status came so far."""
        return self._numbers.get(status, 0)

    def statuses(self) -> dict[int, int]:
        """How many answers of each status came."""
        return dict(sorted(self._numbers.items()))

    def wait_for(self, more: int, status: int = ACKNOWLEDGED, seconds: float = 90) -> None:
        """Wait until so many more answers of a status have come."""
        wanted = self.number(status) + more
        with self._change:
            came = self._change.wait_for(lambda: self.number(status) >= wanted, seconds)
        assert came, f"{self.statuses()}; {[voter.failure for voter in self.voters if voter.failure][:3]}"


def left_standing(attempts: Sequence[Attempt], entered: Sequence[str], unsure: Sequence[int]) -> list[str]:
    """What is wrong with what the record holds of one elector, beside what its voter remembers: every ballot that was
    acknowledged is there once, in order; of those whose answer is `unsure` each is there once or not at all; nothing else is."""
    places = {0}  # how much of the record the ballots so far can make up, where some are unsure
    for number, attempt in enumerate(attempts):
        further = {place + 1 for place in places if place < len(entered) and entered[place] == attempt.choice}
        if attempt.status == ACKNOWLEDGED:
            if not further:
                return [f"ballot {number} ({attempt.choice}) was acknowledged and does not stand there: {entered}"]
            places = further
        elif attempt.status in unsure:
            places |= further
    return [] if len(entered) in places else [f"nobody cast, or it was refused: {entered[max(places) :]}"]
