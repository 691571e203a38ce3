"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

OWN_STAFF = f"({walls.SIGHT} = 'all' OR org = {walls.ORG})"
HEAD = f"({walls.SIGHT} = 'all' OR ({walls.IN_AREA} AND ({walls.SIGHT} = 'area' OR org = {walls.ORG})))"
# The head of a round names nobody; whoever works in the area, or in a part of it, reads it.
ROUND = f"""({walls.SIGHT} = 'all' OR (
    {walls.SIGHT} IN ('area', 'org')
    AND lo <= NULLIF(current_setting('app.hi', true), '')::bigint
    AND hi >= NULLIF(current_setting('app.lo', true), '')::bigint))"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_first"), ("people", "0002_walls")]

    operations = [
        walls.part_of("planning_group_mark", "people_person", "person_id"),
        walls.part_of("planning_wish", "people_person", "person_id"),
        walls.wall("planning_working", OWN_STAFF),
        walls.wall("planning_absence", OWN_STAFF),
        walls.wall("planning_plan", HEAD),
        walls.matter("planning_line"),
        walls.wall("planning_remake", OWN_STAFF),
        walls.matter("planning_remake_line"),
        walls.wall("planning_round", ROUND),
        walls.matter("planning_round_line"),
    ]
