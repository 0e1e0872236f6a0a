"""Files that are sent with forms: held in memory, and told of by name where a request brings more than is held."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler


class Dropped(InMemoryUploadedFile):
    """A file of a request that brings more than is held in memory: its name, its size, and nothing of what it holds."""


class UploadHandler(MemoryFileUploadHandler):
    """Holds files in memory, so that none lies on the disk unsealed. Of a request that is too large for that, each file is
    dropped as it comes and a `Dropped` stands for it: the form tells it, and what else was sent stays."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take a piece; it goes no further."""
        if self.activated:
            super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """The file, or what stands for it. `file_size` in bytes."""
        if self.activated:
            return super().file_complete(file_size)
        told = (self.field_name, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)
        return Dropped(BytesIO(), *told)
