from django.db import migrations


class Migration(migrations.Migration):
    """Areas come by import, run by the owner; the application only reads them."""

    dependencies = [("areas", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "COMMENT ON TABLE areas_area IS 'reference'", "COMMENT ON TABLE areas_area IS NULL"
        )
    ]
