"""Desk pages: where a community, an agency, a street, a province stand."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import answers, promises, services, sheet

urlpatterns: list[URLPattern] = [
    path("boards/", services.boards, name="boards"),
    path("boards/promises/", promises.board_promises, name="board_promises"),
    path("boards/answers/", answers.board_answers, name="board_answers"),
    path("boards/promises.xlsx", sheet.promises_xlsx, name="promises_xlsx"),
    path("boards/answers.xlsx", sheet.answers_xlsx, name="answers_xlsx"),
    path("boards/boards.xlsx", sheet.boards_xlsx, name="boards_xlsx"),
]
