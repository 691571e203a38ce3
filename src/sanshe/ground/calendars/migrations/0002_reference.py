from django.db import migrations


class Migration(migrations.Migration):
    """Which days are worked is imported by the owner; the application only reads it."""

    dependencies = [("calendars", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "COMMENT ON TABLE calendars_day_override IS 'reference'",
            "COMMENT ON TABLE calendars_day_override IS NULL",
        )
    ]
