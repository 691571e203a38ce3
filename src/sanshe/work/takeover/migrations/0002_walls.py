"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

# The two sides; who watches over the place; and its residents, who read who comes.
PART = f"leaving = {walls.ORG} OR coming = {walls.ORG}"
WATCH = f"({walls.IN_AREA} AND {walls.SIGHT} IN ('area', 'counts'))"
WRITE = f"({walls.SIGHT} = 'all' OR {PART} OR {WATCH})"
READ = f"({WRITE} OR ({walls.IN_AREA} AND {walls.SIGHT} = 'own'))"

# Whoever told a matter in their own words and holds its receipt answers for themselves.
MINE = f"""({walls.RECEIPT} IS NOT NULL AND EXISTS (
    SELECT 1 FROM needs_need n
    WHERE n.receipt = {walls.RECEIPT} AND NOT n.on_behalf AND n.privacy <> 'third_party'
      AND n.channel IN ('web', 'phone', 'walk_in', 'paper', 'hotline')
      AND (n.id = need_id OR n.person_id = person_id)))"""
CLIENT = f"{walls.SEEN} OR {MINE}"


class Migration(migrations.Migration):
    dependencies = [("takeover", "0001_initial"), ("needs", "0002_walls")]

    operations = [
        walls.wall_apart("takeover_takeover", READ, WRITE),
        walls.append_only("takeover_event"),
        walls.part_of("takeover_event", "takeover_takeover", "takeover_id"),
        walls.part_of("takeover_thing", "takeover_takeover", "takeover_id"),
        walls.part_of("takeover_signature", "takeover_takeover", "takeover_id"),
        walls.matter("takeover_matter"),
        walls.wall("takeover_client", CLIENT),
        walls.append_only("takeover_reply"),
        walls.part_of("takeover_reply", "takeover_client", "client_id"),
    ]
