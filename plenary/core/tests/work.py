"""Tasks and periodic work for the tests of the worker; what they did is kept in `done`."""

from django.tasks import task

done: list[str] = []


@task
def note(word: str) -> str:
    """Keep a word."""
    done.append(word)
    return word


@task
def fail(word: str) -> None:
    """Keep a word, then fail."""
    done.append(word)
    raise ValueError(word)
