"""How each language writes dates, times and numbers."""

DAY = {"zh-hans": "Y年n月j日 D", "en": "D j M Y"}
"""A day written out, with its weekday (filter ``day``)."""

SHORT_WEEK = ("星期", "周")
"""What Django writes before a weekday in Chinese, and what we write."""
