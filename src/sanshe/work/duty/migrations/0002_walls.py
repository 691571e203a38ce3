"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

OURS = f"org = {walls.ORG} AND {walls.ROLE} <> 'volunteer'"
ANYBODYS = f"{walls.SIGHT} = 'all'"


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial")]

    operations = [
        walls.matter("duty_alarm"),
        walls.append_only("duty_line"),
        walls.part_of("duty_line", "duty_alarm", "alarm_id"),
        # who is on duty is no secret to the committee and the street above; only one's own
        # organisation writes it
        walls.wall_apart(
            "duty_shift",
            f"{ANYBODYS} OR ({OURS}) OR ({walls.SIGHT} = 'area' AND {walls.IN_AREA})",
            f"{ANYBODYS} OR ({OURS})",
        ),
        walls.append_only("duty_handover"),
        walls.wall("duty_handover", f"{ANYBODYS} OR ({OURS})"),
        walls.append_only("duty_acceptance"),
        walls.part_of("duty_acceptance", "duty_handover", "handover_id"),
    ]
