from __future__ import annotations

import numpy as np

from sayso.linking.stories.fields import FIELDS
from sayso.linking.stories.model import StoryModel
from training.stories import fitted, steps


def test_the_steps_that_are_written_are_the_model_that_was_fitted() -> None:
    rng = np.random.default_rng(3)
    x = rng.random((4000, len(FIELDS)))
    y = x[:, 0] + 0.5 * x[:, 1] - x[:, FIELDS.index("distance")] + rng.normal(0, 0.2, 4000) > 0.2
    model = fitted(x, y)
    written = steps(model)
    assert tuple(written["fields"]) == FIELDS
    read = StoryModel(
        bias=written["bias"],
        cuts=tuple(np.array(f["cuts"]) for f in written["fields"].values()),
        points=tuple(np.array(f["points"]) for f in written["fields"].values()),
    )
    assert np.abs(read.chance(x) - model.predict_proba(x)[:, 1]).mean() < 0.01
    assert ((read.chance(x) > 0.5) == y).mean() > 0.85
