"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

# The committee of the place also reads the title and the dates of a confidential group; a sealed
# one is its agency's alone. Only the agency writes.
READ = f"""({walls.SEEN}
    OR ({walls.SIGHT} = 'area' AND {walls.IN_AREA} AND privacy = 'confidential'))"""
OURS = f"({walls.SIGHT} = 'all' OR ({walls.SEEN} AND agency = {walls.ORG}))"

# Who comes: of what is open whoever sees it; of what is confidential the agency; of what is
# sealed those who lead it.
LEADS = f"""EXISTS (SELECT 1 FROM activities_activity w WHERE w.id = activity_id AND (
    {walls.SIGHT} = 'all'
    OR (w.privacy <> 'sealed' AND w.agency = {walls.ORG})
    OR (w.privacy = 'sealed' AND {walls.USER} = ANY (w.workers))
    {{more}}))"""
LIST = LEADS.format(more="OR w.privacy = 'normal'")
OWN_LIST = LEADS.format(more="")
SESSION = "EXISTS (SELECT 1 FROM activities_activity w WHERE w.id = activity_id)"


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("people", "0002_walls")]

    operations = [
        walls.wall_apart("activities_activity", READ, OURS),
        walls.wall_apart("activities_member", LIST, OWN_LIST),
        walls.wall_apart("activities_session", SESSION, OWN_LIST),
        walls.append_only("activities_correction"),
        walls.wall(
            "activities_correction",
            "EXISTS (SELECT 1 FROM activities_session s JOIN activities_activity w"
            " ON w.id = s.activity_id WHERE s.id = session_id AND ("
            f"{walls.SIGHT} = 'all' OR (w.privacy <> 'sealed' AND w.agency = {walls.ORG})"
            f" OR {walls.USER} = ANY (w.workers)))",
        ),
    ]
