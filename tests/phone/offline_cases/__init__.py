"""What went wrong for users of other tools, once: a test per case, named after what must hold.

The names are those of the public threads in which each was reported. Most of it is tried more
closely beside the part it belongs to; here stands, for each case, that it does not happen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., None])

CASES = (
    "kobotoolbox/kobocat#432",
    "kobotoolbox/enketo-express#776",
    "getodk/getodk#1017",
    "onaio/onadata#1016, getodk/collect#3428",
    "localForage/localForage#943",
    "enketo/enketo#1050",
    "kobotoolbox/docs#45",
    "kobotoolbox/enketo-express#483, enketo/enketo#1388",
    "enketo/enketo#1180",
    "enketo/enketo#1003",
    "enketo/enketo-express#136",
    "enketo/enketo#1226",
    "enketo/enketo#1072",
    "getodk/central#1004",
    "sleepepi/slice#116, opensrp/fhircore#3842",
    "SEL-Columbia/formhub#678",
    "getodk/collect#3517, kobotoolbox/kobocat#441",
    "kobotoolbox/kpi#4244",
    "kobotoolbox/enketo-express#399, hotosm/field-tm#2740",
    "enketo/enketo#1057",
    "getodk/collect#6140",
    "getodk/collect#235",
    "enketo/enketo#986",
    "getodk/collect#5947",
    "enketo/enketo-core#692",
)


def case(reported: str) -> Callable[[Test], Test]:
    """Says which case a test is of."""

    def mark(test: Test) -> Test:
        test.case = reported  # type: ignore[attr-defined]
        return test

    return mark
