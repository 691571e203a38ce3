"""Where each address leads. Public pages first; everything else is behind the door."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("sanshe.entrances.public.urls")),
    path("language/", set_language, name="set_language"),
    path("desk/", include("sanshe.entrances.desk.urls")),
    path("accounts/", include("sanshe.entrances.desk.account_urls")),
]

handler429 = "sanshe.entrances.door.too_many"  # allauth's, for too many tries from one address
