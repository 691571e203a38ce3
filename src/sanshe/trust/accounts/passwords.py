"""What a password must be, in words that Django's own Chinese catalogue lacks."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        return _("太短了,至少要%(count)s个字符。") % {"count": self.min_length}
