"""Our t quantiles against the published table."""

from math import pi, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics.students_t import MANY_DEGREES, _climbed, _expanded, quantile

# NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2 (upper critical values).
PROBABILITIES = (0.90, 0.95, 0.975, 0.99, 0.995)
TABLE = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    3: (1.638, 2.353, 3.182, 4.541, 5.841),
    4: (1.533, 2.132, 2.776, 3.747, 4.604),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    6: (1.440, 1.943, 2.447, 3.143, 3.707),
    7: (1.415, 1.895, 2.365, 2.998, 3.499),
    8: (1.397, 1.860, 2.306, 2.896, 3.355),
    9: (1.383, 1.833, 2.262, 2.821, 3.250),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    15: (1.341, 1.753, 2.131, 2.602, 2.947),
    20: (1.325, 1.725, 2.086, 2.528, 2.845),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    60: (1.296, 1.671, 2.000, 2.390, 2.660),
    100: (1.290, 1.660, 1.984, 2.364, 2.626),
}


@pytest.mark.parametrize("degrees", TABLE)
def test_it_works(degrees: int) -> None:
    ours = [quantile(probability, degrees) for probability in PROBABILITIES]
    assert ours == pytest.approx(TABLE[degrees], abs=0.0011)


@pytest.mark.parametrize("p", [0.75, 0.975, 0.9995])
def test_one_degree_of_freedom_is_the_cauchy_distribution(p: float) -> None:
    assert quantile(p, 1) == pytest.approx(tan(pi * (p - 0.5)), rel=1e-10)


@pytest.mark.parametrize("p", [0.75, 0.975, 0.9995])
def test_two_degrees_of_freedom_have_a_closed_form(p: float) -> None:
    assert quantile(p, 2) == pytest.approx((2 * p - 1) / (2 * p * (1 - p)) ** 0.5, rel=1e-10)


def test_endless_degrees_of_freedom_are_the_normal_distribution() -> None:
    assert quantile(0.975, 10**9) == pytest.approx(1.959963985, abs=1e-8)


@given(st.floats(0.5, 0.9999), st.integers(MANY_DEGREES, 400))
def test_series_and_expansion_agree_where_they_meet(probability: float, degrees: int) -> None:
    from_normal = quantile(probability, 10**12)
    climbed = _climbed(from_normal, probability, degrees)
    assert _expanded(from_normal, degrees) == pytest.approx(climbed, abs=1e-8)


@given(st.floats(0.0001, 0.9999), st.integers(1, 500))
def test_it_is_symmetric(probability: float, degrees: int) -> None:
    upper, lower = quantile(probability, degrees), quantile(1 - probability, degrees)
    assert upper == pytest.approx(-lower, rel=1e-6, abs=1e-9)


@given(st.floats(0.55, 0.9995), st.integers(1, 400))
def test_more_degrees_of_freedom_never_ask_for_more(probability: float, degrees: int) -> None:
    assert quantile(probability, degrees + 1) <= quantile(probability, degrees) * (1 + 1e-9)


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, 1.5])
def test_no_quantile_outside_0_to_1(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(probability, 5)


def test_no_quantile_without_degrees_of_freedom() -> None:
    with pytest.raises(ValueError, match="at least one degree"):
        quantile(0.975, 0)
