from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.work.casework"
    label = "casework"
