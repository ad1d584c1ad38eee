"""The two models: a logistic regression and a conditional logit, both with an L2 penalty.

Starting from zero and without any chance in them, they give the same weights every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

Features = Mapping[str, float]
Weights = dict[str, float]
Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]

LOGISTIC_C = 0.5  # of the squared weights' half, one such share of the log loss
RIDGE = 0.001  # of the squared weights, for each unit of the choices' weight


@dataclass(frozen=True)
class Choice:
    """Alternatives of which some are right: the places of one name in one report."""

    rows: Sequence[Features]
    right: NDArray[np.bool_]
    weight: float


def logistic(rows: Sequence[Features], labels: Sequence[bool], weights: Sequence[float]) -> Weights:
    """Weights that tell the rows labelled true from the others; two decimals."""
    names, x = _matrix(rows)
    sign = np.where(np.array(labels), 1.0, -1.0)
    weigh = LOGISTIC_C * np.array(weights)

    def loss(b: Floats) -> tuple[float, Floats]:
        margin = sign * (x @ b)
        wrong = 1 / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float(weigh @ np.logaddexp(0.0, -margin) + b @ b / 2)
        return value, b - x.T @ (weigh * sign * wrong)

    return _minimum(loss, names)


def conditional(choices: Sequence[Choice]) -> Weights:
    """Weights by which right alternatives outweigh the wrong ones; two decimals.

    Where several alternatives are right (a town and the district of its name), their sum counts.
    """
    names, x = _matrix([row for c in choices for row in c.rows])
    right = np.concatenate([c.right for c in choices]).astype(float)
    weigh = np.array([c.weight for c in choices])
    sizes = np.array([len(c.rows) for c in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    which = np.repeat(np.arange(len(choices)), sizes)
    ridge = RIDGE * float(weigh.sum())

    def loss(b: Floats) -> tuple[float, Floats]:
        scores = x @ b
        exps = np.exp(scores - np.maximum.reduceat(scores, starts)[which])
        every = np.add.reduceat(exps, starts)
        good = np.add.reduceat(exps * right, starts) + 1e-300
        value = float(weigh @ (np.log(every) - np.log(good)) + ridge * (b @ b))
        slope = x.T @ ((exps / every[which] - exps * right / good[which]) * weigh[which])
        return value, slope + 2 * ridge * b

    return _minimum(loss, names)


def _matrix(rows: Sequence[Features]) -> tuple[list[str], Any]:
    """The names of the features and a sparse matrix of their values."""
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column[name] for row in rows for name in row], dtype=int)
    values = np.array([value for row in rows for value in row.values()], dtype=float)
    return names, csr_array((values, columns, ends), shape=(len(rows), len(names)))


def _minimum(loss: Loss, names: Sequence[str]) -> Weights:
    found = minimize(
        loss,
        np.zeros(len(names)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 5000, "ftol": 1e-13, "gtol": 1e-5},
    )
    return {name: round(float(b), 2) for name, b in zip(names, found.x, strict=True)}
