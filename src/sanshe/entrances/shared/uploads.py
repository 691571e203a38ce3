"""Hardly any page takes a file. One that is sent all the same is not kept anywhere, not even on
the way; a page that takes some says so (``takes_files``)."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

FILES_A_FORM = 3


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


class InMemory(FileUploadHandler):
    """For the few pages that take files: small ones, kept in memory, never on the disk. What is
    larger comes as an empty file that says its size, so that the form can say why."""

    def __init__(self, request: HttpRequest | None = None, *, megabytes: int = 0) -> None:
        super().__init__(request)
        self.most = megabytes * 1024**2

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > FILES_A_FORM * self.most + 1024**2:
            raise StopUpload(connection_reset=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held, self.size = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        if self.size <= self.most:
            self.held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        if self.size > self.most:
            self.held = io.BytesIO()
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "", self.content_type, self.size,
            self.charset,
        )  # fmt: skip


def takes_files(
    *, megabytes: int
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view that takes up to ``FILES_A_FORM`` files of so many megabytes each.

    The form's token is asked as everywhere, only later: reading it reads the whole form, so how
    files are taken must be settled before. Behind the door a stranger's file is not read at all.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        guarded = csrf_protect(view)

        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_handlers = [InMemory(request, megabytes=megabytes)]  # type: ignore[assignment]
            return guarded(request, *args, **kwargs)

        return csrf_exempt(run)

    return mark
