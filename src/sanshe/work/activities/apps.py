from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.work.activities"
    label = "activities"
