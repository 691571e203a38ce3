"""How each language writes dates, times and numbers."""

SHORT_WEEK = ("星期", "周")
"""What Django writes before a weekday in Chinese, and what we write."""
