"""Who signs in. Opens the accounts table for the sign-in itself (``at_the_door``) and no longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from sanshe.trust.policy.scope import at_the_door

from .models import User


class Backend(AuthenticationBackend):
    """allauth's, behind the wall."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        with at_the_door():
            return super().authenticate(request, **credentials)

    def get_user(self, user_id: UUID | str) -> User | None:
        with at_the_door():
            return User.objects.filter(pk=user_id, is_active=True).first()
