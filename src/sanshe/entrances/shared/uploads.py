"""No page takes a file. One that is sent all the same is not kept anywhere, not even on the way."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class NoFiles(FileUploadHandler):
    """Stops reading at the first file: what comes after it in the form is lost, and so is the
    form's token, so that the form is refused. Django's own handlers would write a file of any
    size to the disk before a view, or even the token, is looked at."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
