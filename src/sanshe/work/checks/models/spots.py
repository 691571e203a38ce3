"""Where a building stands: a point on the map, of a house and of no person."""

from __future__ import annotations

from django.db import models


class Spot(models.Model):
    """``building`` "" stands for the whole community."""

    pk = models.CompositePrimaryKey("community", "building")
    community = models.BigIntegerField()
    building = models.CharField(max_length=20, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=5)  # WGS 84; five digits are a metre
    lon = models.DecimalField(max_digits=8, decimal_places=5)

    class Meta:
        db_table = "checks_spot"

    def __str__(self) -> str:
        return f"{self.community} {self.building}"
