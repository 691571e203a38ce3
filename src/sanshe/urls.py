"""Where each address leads. Public pages first; everything else is behind the door."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanshe.entrances.public.urls")),
    path("desk/", include("sanshe.entrances.desk.urls")),
    path("accounts/", include("sanshe.entrances.desk.account_urls")),
]
