"""To read of a take-over is not to write in it: each side's own hands, and whoever watches over it.
Everything else is written by the platform itself."""

from django.db import migrations

from sanshe.trust.policy import walls
from sanshe.trust.policy.enums import Role

KEEPERS = (Role.AGENCY_MANAGER, Role.COMMITTEE_SECRETARY)
ASKERS = (*KEEPERS, Role.WORKER, Role.SUPERVISOR, Role.COMMITTEE_CLERK)
WATCHERS = (Role.STREET_OFFICER, Role.BUREAU_OFFICER)

LEAVING = f"leaving = {walls.ORG}"
SIDE = f"({LEAVING} OR coming = {walls.ORG})"


def of(table: str, where: str) -> str:
    """The take-over of a row of ``table`` is such."""
    return (
        f"EXISTS (SELECT 1 FROM takeover_takeover w WHERE w.id = {table}.takeover_id AND {where})"
    )


def either(*who: str) -> str:
    return "(" + " OR ".join(who) + ")"


WATCH = walls.by_roles(*WATCHERS, where=walls.IN_AREA)
OVERSEER = walls.by_roles(*WATCHERS)
REPLIED = (
    "EXISTS (SELECT 1 FROM takeover_client c JOIN takeover_takeover w ON w.id = c.takeover_id"
    f" WHERE c.id = takeover_reply.client_id AND (w.{LEAVING} OR {walls.SIGHT} = 'area'))"
)


def steps(table: str) -> str:
    """Whoever moves it on: a head of either side, or who watches over it."""
    return either(OVERSEER, walls.by_roles(*KEEPERS, where=of(table, SIDE)))


def theirs(table: str, who: tuple[Role, ...], where: str) -> str:
    return walls.by_roles(*who, where=of(table, where))


class Migration(migrations.Migration):
    dependencies = [("takeover", "0003_parts")]

    operations = [
        walls.written_by(
            "takeover_takeover", insert=WATCH,
            update=either(WATCH, walls.by_roles(*KEEPERS, where=SIDE)),
        ),
        walls.written_by("takeover_event", insert=steps("takeover_event")),
        walls.written_by(
            "takeover_signature", insert=steps("takeover_signature"),
            delete=steps("takeover_signature"),
        ),
        walls.written_by(
            "takeover_thing", insert=theirs("takeover_thing", KEEPERS, LEAVING),
            update=theirs("takeover_thing", KEEPERS, SIDE),
            delete=theirs("takeover_thing", KEEPERS, LEAVING),
        ),
        walls.written_by("takeover_matter", update=theirs("takeover_matter", KEEPERS, SIDE)),
        walls.written_by("takeover_client", update=theirs("takeover_client", ASKERS, LEAVING)),
        walls.written_by(
            "takeover_reply",
            insert=either(
                walls.by_roles(*ASKERS, where=REPLIED), f"{walls.ROLE} = '{Role.RESIDENT}'"
            ),
        ),
    ]  # fmt: skip
