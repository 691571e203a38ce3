"""How money is laid on work. All of it is our own decision, said on the page in plain words.

- An indicator is worth its weight of the price; one unit of it is worth that by its target. Beyond
  the target nothing more is worth anything: one indicator's surplus never covers another's lack.
- What is measured (satisfaction) has a worth, and no records: it is judged at the reviews.
- The first money pays the first work: records in the order of their days (then their numbers) are
  laid on the payments in the order of the tranches. So each record has its payment, whole or in
  two parts, and what no work has reached yet is seen as paid ahead.
- A payment comes from the sources from which the supplier booked it with the same voucher; where
  nothing is booked so, from all sources by what they agreed to give.
"""

from __future__ import annotations

MOST_DRAWN = 200
USUAL_DRAWN = 20
SHOWN = 100
"""Records on one page."""
AT_ONCE = 2_000
"""Records read at once for a sheet."""
