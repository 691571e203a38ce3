"""Under which name the yearly tables ask for a service."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_published_stays")]

    operations = [
        migrations.AddField(
            "service",
            "reported_as",
            models.CharField(
                blank=True,
                choices=[
                    ("worker_training", "社会工作者培训"),
                    ("volunteer_training", "志愿者培训"),
                    ("volunteering", "志愿服务"),
                ],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
    ]
