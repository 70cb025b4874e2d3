"""Quantiles of Student's t distribution, without a numerical library.

Formulas and their numbers are from M. Abramowitz and I. A. Stegun, Handbook of Mathematical
Functions (1964), section 26.7.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, exp, lgamma, log, log1p, pi, sin, sqrt
from statistics import NormalDist

# From here on the four-term expansion is right to nine digits at the levels we use, and the
# finite series would have ever more terms.
MANY_DEGREES = 200


@lru_cache(maxsize=4096)
def quantile(probability: float, degrees: int) -> float:
    """Return t such that a Student variable with `degrees` of freedom stays below it.

    Symmetric: quantile(p) == -quantile(1 - p).
    """
    if not 0 < probability < 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")
    if degrees < 1:
        raise ValueError(f"a t distribution has at least one degree of freedom, not {degrees}")
    if probability < 0.5:
        return -quantile(1 - probability, degrees)
    normal = NormalDist().inv_cdf(probability)
    if degrees >= MANY_DEGREES:
        return _expanded(normal, degrees)
    return _climbed(normal, probability, degrees)


def two_sided(level: float, degrees: int) -> float:
    """Return t such that the middle `level` (0.95, say) of the distribution lies within -t..t."""
    return quantile(0.5 + level / 2, degrees)


def _expanded(x: float, degrees: int) -> float:
    """26.7.5: the normal quantile x, corrected by powers of 1 / degrees."""
    g1 = (x**3 + x) / 4
    g2 = (5 * x**5 + 16 * x**3 + 3 * x) / 96
    g3 = (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384
    g4 = (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160
    return x + g1 / degrees + g2 / degrees**2 + g3 / degrees**3 + g4 / degrees**4


def _climbed(start: float, probability: float, degrees: int) -> float:
    """Solve for t by Newton's method from the normal quantile.

    A t quantile above the median is larger than the normal one, and the distribution function is
    concave there, so each step climbs towards the answer and none passes it.
    """
    t = start
    for _ in range(100):
        step = (probability - _below(t, degrees)) / _density(t, degrees)
        t += step
        if step <= 1e-13 * max(t, 1.0):
            break
    return t


def _below(t: float, degrees: int) -> float:
    """26.7.3 (odd degrees) and 26.7.4 (even): the exact finite series, for t >= 0."""
    angle = atan(t / sqrt(degrees))
    square = cos(angle) ** 2
    term = total = 1.0 if degrees % 2 == 0 else cos(angle)
    for k in range(2 + degrees % 2, degrees, 2):
        term *= square * (k - 1) / k
        total += term
    if degrees % 2 == 0:
        return 0.5 + sin(angle) * total / 2
    return 0.5 + (angle + (sin(angle) * total if degrees > 1 else 0.0)) / pi


def _density(t: float, degrees: int) -> float:
    """26.7.1, through logarithms so that no gamma function overflows."""
    logarithm = lgamma((degrees + 1) / 2) - lgamma(degrees / 2) - log(degrees * pi) / 2
    return exp(logarithm - (degrees + 1) / 2 * log1p(t * t / degrees))
