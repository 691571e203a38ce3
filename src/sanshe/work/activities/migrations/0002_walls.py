"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls
from sanshe.trust.policy.enums import Role

# The committee of the place also reads the title and the dates of a confidential group; a sealed
# one is its agency's alone. Only the agency's workers and who leads them write.
READ = f"""({walls.SEEN}
    OR ({walls.SIGHT} = 'area' AND {walls.IN_AREA} AND privacy = 'confidential'))"""
WRITERS = (Role.WORKER, Role.SUPERVISOR, Role.AGENCY_MANAGER)
OURS = walls.by_roles(*WRITERS, where=f"{walls.SEEN} AND agency = {walls.ORG}")

# Who comes: of what is open whoever sees it; of what is confidential the agency; of what is
# sealed those who lead it.
LED = f"""(w.privacy <> 'sealed' AND w.agency = {walls.ORG})
    OR (w.privacy = 'sealed' AND {walls.USER} = ANY (w.workers))"""
OF_THE_LIST = "EXISTS (SELECT 1 FROM activities_activity w WHERE w.id = activity_id AND ({seen}))"
LIST = OF_THE_LIST.format(seen=f"{walls.SIGHT} = 'all' OR w.privacy = 'normal' OR {LED}")
OWN_LIST = walls.by_roles(*WRITERS, where=OF_THE_LIST.format(seen=LED))
SESSION = "EXISTS (SELECT 1 FROM activities_activity w WHERE w.id = activity_id)"
MENDED = "EXISTS (SELECT 1 FROM activities_session s WHERE s.id = session_id AND {seen})"
OF_THE_SESSION = OF_THE_LIST.replace("activity_id", "s.activity_id")


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("people", "0002_walls")]

    operations = [
        walls.wall_apart("activities_activity", READ, OURS),
        walls.wall_apart("activities_member", LIST, OWN_LIST),
        walls.wall_apart("activities_session", SESSION, OWN_LIST),
        walls.append_only("activities_correction"),
        walls.wall_apart(
            "activities_correction",
            MENDED.format(seen=OF_THE_SESSION.format(seen=f"{walls.SIGHT} = 'all' OR {LED}")),
            walls.by_roles(
                *WRITERS, where=MENDED.format(seen=OF_THE_SESSION.format(seen=LED))
            ),
        ),
    ]
