"""Learn the library of examples and write ``learned.npz``, which comes with the product.

    python -m tools.teach

Run it after examples or rules were changed. How sure the model may be is settled on examples it
was not taught: the library is cut in three, near-paraphrases kept together, and each third is
read by a model of the other two. Prints how often which chance was right.
"""

from __future__ import annotations

import os
from typing import Any

FOLDS, ALIKE, STEPS = 3, 0.85, 8


def together(vectors: Any) -> Any:
    """The number of the group of near-paraphrases each example belongs to."""
    import numpy as np

    group = np.arange(len(vectors))
    for row in range(len(vectors)):
        near = np.flatnonzero(vectors[row, :] @ vectors[:row].T >= ALIKE) if row else []
        for other in near:
            group[group == group[row]] = group[other]
    return group


def held_out(library: Any, vectors: Any) -> tuple[Any, Any]:
    """For each example read by a model that was not taught it: the chance of the likeliest
    category, and whether it was right."""
    import numpy as np

    from sanshe.work.needs.sorting.features import look
    from sanshe.work.needs.sorting.learning import chances, learn, topic_of

    group = together(vectors)
    fold = np.random.default_rng(1).integers(0, FOLDS, len(library))[group]
    sure, right = np.zeros(len(library)), np.zeros(len(library))
    for one in range(FOLDS):
        taught = np.flatnonzero(fold != one)
        learned = learn(tuple(library[row] for row in taught), vectors[taught])
        for row in np.flatnonzero(fold == one):
            said, _ = learned.scores(look(library[row].text, learned.rare), vectors[row])
            share = chances(said)
            sure[row] = share.max()
            right[row] = learned.topics[int(share.argmax())] == topic_of(library[row])
    return sure, right


def reliability(sure: Any, right: Any) -> list[tuple[float, float, int]]:
    """Chance, how often it was right, of how many: equal parts, made never to fall (isotonic)."""
    import numpy as np

    parts = [
        [float(sure[rows].mean()), float(right[rows].mean()), len(rows)]
        for rows in np.array_split(np.argsort(sure), STEPS)
    ]
    at = 0
    while at < len(parts) - 1:
        (low, was, many), (high, then, more) = parts[at], parts[at + 1]
        if was <= then:
            at += 1
            continue
        both = many + more
        parts[at : at + 2] = [
            [(low * many + high * more) / both, (was * many + then * more) / both, both]
        ]
        at = max(at - 1, 0)
    return [(chance, often, many) for chance, often, many in parts]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanshe.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///none")
    os.environ.setdefault("SECRET_KEY", "teaching")
    import django

    django.setup()
    import numpy as np

    from sanshe.work.needs.sorting import encoder, model
    from sanshe.work.needs.sorting.learning import learn
    from sanshe.work.needs.sorting.library import examples

    library = examples()
    vectors = encoder.load().encode([one.text for one in library])
    table = reliability(*held_out(library, vectors))
    for chance, often, many in table:
        print(f"chance {chance:.2f}: right {often:.0%} of {many}")
    settled = {
        "chance": np.array([row[0] for row in table]),
        "right": np.array([row[1] for row in table]),
    }
    model.keep(model.SHIPPED, learn(library, vectors), {**model.shortened(vectors), **settled})
    print(f"{len(library)} examples, {model.SHIPPED.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
