from django.apps import AppConfig


class Config(AppConfig):
    name = "sanshe.insight.reports"
    label = "reports"
