"""What was said of a purchase stays said."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        walls.append_only("agreements_event"),
        walls.append_only("agreements_document"),
        walls.append_only("agreements_rule"),
        walls.append_only("agreements_amendment"),
    ]
