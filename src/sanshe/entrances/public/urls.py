"""Addresses that need no sign-in. ``app_name`` "public" is the door's short public list."""

from .pages import (
    ask,
    bought,
    catalogue,
    comfort,
    demo,
    family,
    follow,
    follow_way,
    home,
    opinion,
    who,
)

app_name = "public"
urlpatterns = [
    *home.urlpatterns,
    *ask.urlpatterns,
    *follow.urlpatterns,
    *follow_way.urlpatterns,
    *family.urlpatterns,
    *catalogue.urlpatterns,
    *who.urlpatterns,
    *bought.urlpatterns,
    *opinion.urlpatterns,
    *comfort.urlpatterns,
    *demo.urlpatterns,
]
