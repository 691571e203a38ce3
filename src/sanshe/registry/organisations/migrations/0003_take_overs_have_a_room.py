"""What must be in order before another organisation takes over is a process of its own
(``work/takeover``), no longer four ticks on the settlement."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_what_is_registered")]

    operations = [migrations.RemoveField(model_name="settlement", name="checked")]
