"""Nothing here is about a person: organisations and places, with the numbers they publish.

A committee's or an agency's phone is the public one of its office.
"""

from __future__ import annotations

from sanshe.trust.policy.personal import PersonalField

PERSONAL: tuple[PersonalField, ...] = ()

NOT_PERSONAL = {
    "organisations.Organisation": frozenset(
        {
            "id", "kind", "name", "uscc", "area", "registered_level", "rating", "phone",
            "main_clients", "ended_on", "made_at", "registered_on", "party_body",
        }
    ),
    "organisations.Alias": frozenset({"id", "organisation", "name"}),
    "organisations.Platform": frozenset(
        {
            "id", "kind", "name", "community", "address", "hours", "phone", "address_hidden",
            "opened_on", "closed_on",
        }
    ),
    "organisations.Settlement": frozenset({"id", "platform", "operator", "during"}),
}  # fmt: skip
