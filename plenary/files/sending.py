"""How the bytes of a file leave: to be saved and never to be run, kept by nobody on the way."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from plenary.core.verdicts import Unable, refuse
from plenary.files import queries
from plenary.files.models import File
from plenary.files.stored import BytesLost

_PIECE = 64 * 1024


def sent(file: File) -> StreamingHttpResponse:
    """A file that the caller may read, as an answer. Raises Unable (503) where its bytes are gone from the disk."""
    try:
        data = queries.content_of(file)
    except BytesLost:
        raise Unable(refuse("files.lost")) from None
    return to_be_saved(data, name=file.name, media_type=file.media_type)


def to_be_saved(data: bytes, *, name: str, media_type: str) -> StreamingHttpResponse:
    """The bytes of a file of a kind that is kept, as an answer."""
    of_words = media_type.startswith("text/")
    answer = StreamingHttpResponse(
        _pieces(data), content_type=f"{media_type}; charset=utf-8" if of_words else media_type
    )
    answer["Content-Length"] = str(len(data))
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _pieces(data: bytes) -> Iterator[bytes]:
    yield from (data[begin : begin + _PIECE] for begin in range(0, len(data), _PIECE))
