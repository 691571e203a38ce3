"""The trail of deeds. ``from sanshe.trust import audit; audit.note(…)``."""
