"""The learned model, ready to read: what came with the product, or learned anew where somebody
added to the library.

``learned.npz`` beside this file was made by ``python -m tools.teach`` and knows its library by a
fingerprint; a test fails where the library has changed since. Where it does not fit the rules at
all, the library is learned anew (under a minute, once) and kept in the data folder.
"""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanshe.ground.kit.database import data_dir

from . import encoder
from .library import DANGER, HERE, Example, examples, fingerprint, weights

if TYPE_CHECKING:
    from .features import Array
    from .learning import Learned

SHIPPED = HERE / "learned.npz"
LONGEST = 600
"""Characters read of one message; who needs more has said it by then."""
PARTS = 4
"""A long message is also read in parts, at most so many, for danger hidden in the middle."""
PART_FROM = 26
WORTH_MEANING = 0.15
"""From this chance by letters and rules on a part's meaning is looked at too (it costs most)."""
SHORT_ROW = 64
"""The encoder's rows of the examples are kept this short, only to find the nearest one."""


@dataclass(frozen=True, slots=True)
class Sense:
    """Chances by name; each of ``topics`` with ``signs``, and ``kinds``, add up to one. ``parts``
    is the chance of danger of the most alarming part, ``heard_in``. ``meant`` is the encoder's
    row, None without an encoder."""

    topics: dict[str, float]
    signs: dict[str, float]
    kinds: dict[str, float]
    parts: float
    heard_in: str
    meant: Array | None

    @property
    def danger(self) -> float:
        return sum(self.signs.values())


class Model:
    """The library, learned."""

    def __init__(self, *, with_encoder: bool) -> None:
        self.encoder = encoder.load() if with_encoder else None
        self.examples = examples()
        self.places: dict[tuple[str, str], Any] = {}
        self.learned, self.extra = _kept(SHIPPED) or _kept(_file()) or self._learn()

    def sense(self, text: str) -> Sense:
        """What one message means."""
        text = text[:LONGEST]
        meant = self.encoder.encode([text])[0] if self.encoder else None
        topics, signs, kinds = self._chances(text, meant)
        parts, heard_in = 0.0, text
        danger = sum(signs.values())
        if danger < weights()["danger"]["alarm"]:
            for part in _parts(text):
                own = self._chances(part, None)[1]
                if self.encoder and sum(own.values()) >= WORTH_MEANING:
                    own = self._chances(part, self.encoder.encode([part])[0])[1]
                if sum(own.values()) > max(parts, danger):
                    parts, heard_in = sum(own.values()), part
                    if parts >= weights()["danger"]["part_alarm"]:
                        signs = {name: chance * danger / parts for name, chance in own.items()}
        return Sense(topics, signs, kinds, parts, heard_in, meant)

    def _chances(self, text: str, meant: Array | None) -> tuple[dict[str, float], ...]:
        from .features import look
        from .learning import chances

        learned = self.learned
        said, asked = learned.scores(look(text, learned.rare), meant)
        every = dict(zip(learned.topics, chances(said).tolist(), strict=True))
        signs = {n.removeprefix(DANGER): c for n, c in every.items() if n.startswith(DANGER)}
        topics = {name: chance for name, chance in every.items() if not name.startswith(DANGER)}
        return topics, signs, dict(zip(learned.kinds, chances(asked).tolist(), strict=True))

    def nearest(self, meant: Array | None, *, category: str = "", sign: str = "") -> str:
        """The example most like the message among those of a category or sign; "" if none."""
        if meant is None or "rows" not in self.extra:
            return ""
        of = self._of(category, sign)
        if not len(of):
            return ""
        near = self.extra["rows"][of] @ (meant @ self.extra["short"])
        return self.examples[of[int(near.argmax())]].text

    def _of(self, category: str, sign: str) -> Any:
        """The places of the examples of a category or sign."""
        import numpy as np

        if (category, sign) not in self.places:
            fit = [row for row, one in enumerate(self.examples) if _fits(one, category, sign)]
            self.places[category, sign] = np.array(fit, dtype=np.int64)
        return self.places[category, sign]

    def telling(self, text: str, name: str, *, most: int = 3) -> list[str]:
        """The runs of characters that spoke loudest for a topic or sign; of a word in letters, the
        whole word."""
        from .features import LETTERS, LONGEST_RUN, MEANING
        from .rulebook import plain

        column = self.learned.topics.index(name)
        loud: dict[str, float] = {}
        for part in re.split(r"\W+", plain(text[:LONGEST])):
            for at in range(len(part) - 1):
                for run in (part[at : at + size] for size in range(2, LONGEST_RUN + 1)):
                    place = MEANING + _drawer(run, LETTERS)
                    value = float(self.learned.rare[place] * self.learned.weights[place, column])
                    said = part if part.isascii() else run
                    loud[said] = max(value, loud.get(said, value))
        chosen: list[str] = []
        for run in sorted(loud, key=loud.__getitem__, reverse=True):
            if loud[run] <= 0 or len(chosen) == most:
                break
            if not any(run in other or other in run for other in chosen):
                chosen.append(run)
        return chosen

    def how_often_right(self, chance: float) -> float:
        """How often a proposal of such a chance was right, where it was not learned from."""
        import numpy as np

        if "chance" not in self.extra:
            return chance
        return float(np.interp(chance, self.extra["chance"], self.extra["right"]))

    def _learn(self) -> tuple[Learned, dict[str, Array]]:
        """Learn the library, and keep it if the folder can be written."""
        from .learning import learn

        texts = [one.text for one in self.examples]
        vectors = self.encoder.encode(texts) if self.encoder else None
        learned = learn(self.examples, vectors)
        extra = shortened(vectors) if vectors is not None else {}
        keep(_file(), learned, extra)
        return learned, extra


def shortened(vectors: Array) -> dict[str, Array]:
    """The rows of the examples along the directions in which they differ most."""
    import numpy as np

    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    short = directions[:SHORT_ROW].T.astype(np.float32)
    return {"short": short, "rows": vectors @ short}


def _drawer(run: str, drawers: int) -> int:
    from zlib import crc32

    return crc32(run.encode()) % drawers


def _fits(one: Example, category: str, sign: str) -> bool:
    return one.sign == sign if sign else one.category == category


def _parts(text: str) -> list[str]:
    """Neighbouring clauses, two by two, of a message that is long enough to hide something."""
    if len(text) < PART_FROM:
        return []
    clauses = [one for one in re.split(r"[,,。.!!??;;\n\s]+", text) if one]
    if len(clauses) < 3:
        return []
    step = max(1, -(-(len(clauses) - 1) // PARTS))
    pairs = [clauses[at : at + step + 1] for at in range(0, len(clauses) - 1, step)]
    return [",".join(pair) for pair in pairs][:PARTS]


def _file() -> Path:
    return data_dir() / "sorting" / f"{fingerprint()}.npz"


def _kept(path: Path) -> tuple[Learned, dict[str, Array]] | None:
    import numpy as np

    from .features import width
    from .learning import Learned

    try:
        with np.load(path, allow_pickle=False) as kept:
            if len(kept["weights"]) != width():
                return None  # of other rules
            names = {"topics", "kinds", "rare", "weights", "fingerprint"}
            learned = Learned(
                topics=kept["topics"].tolist(),
                kinds=kept["kinds"].tolist(),
                rare=kept["rare"].astype(np.float32),
                weights=kept["weights"].astype(np.float32),
            )
            extra = {n: kept[n].astype(np.float32) for n in kept.files if n not in names}
            if str(kept["fingerprint"]) != fingerprint():
                extra.pop("rows", None)  # they are of other examples: none is shown as the nearest
    except (OSError, ValueError, KeyError):
        return None
    return learned, extra


def keep(path: Path, learned: Learned, extra: dict[str, Array]) -> None:
    """Whole or not at all; what older libraries left in the data folder is removed."""
    import numpy as np

    half = path.with_suffix(f".{os.getpid()}.half")
    small = {name: values.astype(np.float16) for name, values in extra.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            np.savez_compressed(
                file, topics=np.array(learned.topics), kinds=np.array(learned.kinds),
                rare=learned.rare.astype(np.float16), weights=learned.weights.astype(np.float16),
                fingerprint=np.array(fingerprint()), **small,  # type: ignore[arg-type]
            )  # fmt: skip
        half.replace(path)
        if path != SHIPPED:
            for old in path.parent.glob("*.npz"):
                if old != path:
                    old.unlink(missing_ok=True)
    except OSError:
        half.unlink(missing_ok=True)


_one: Any = None
_lock = threading.Lock()


def model() -> Model | None:
    """The model, made ready once a process; None where not even numpy is installed."""
    global _one
    if _one is None:
        with _lock:
            if _one is None:
                calculates = encoder.calculates()
                _one = Model(with_encoder=encoder.installed()) if calculates else False
    return _one or None


def sense(text: str) -> Sense | None:
    """What a message means; None without the model, and where nothing was said."""
    learned = model() if re.search(r"\w", text) else None
    return learned.sense(text) if learned else None
