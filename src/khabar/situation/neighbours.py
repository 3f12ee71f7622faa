"""What nobody reports on mostly stayed as it was, or went the way of the places around it.

In a campaign the small towns fall with the large ones and no paper says so.  A place that has not been heard of is
therefore shared between the side believed to hold it last and the sides that hold the places near it, as far as those
are known themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.places.distance import EARTH_RADIUS_KM
from khabar.records import Place
from khabar.situation.filter import Floats


def closeness(places: Sequence[Place], *, reach_km: float) -> Floats:
    """How much each place says of each other: exp(-distance / reach), 0 of itself and where a point is not known."""
    lat = np.radians([np.nan if p.lat is None else p.lat for p in places])
    lon = np.radians([np.nan if p.lon is None else p.lon for p in places])
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    near: Floats = np.exp(-2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))) / reach_km)
    np.fill_diagonal(near, 0.0)
    return np.nan_to_num(near)


def share_of_the_unknown(known: Floats, near: Floats, last: NDArray[np.int_], *, as_before: float) -> Floats:
    """For each place, the sides' shares of what is unknown of it; a row sums to 1, or to 0 where nothing speaks.

    `known` are the sides' probabilities (places, sides); `last` the side believed to hold each place last, -1 = none,
    which counts as much as `as_before` places at no distance.
    """
    weight = near @ known
    rows = np.nonzero(last >= 0)[0]
    weight[rows, last[rows]] += as_before
    total = weight.sum(axis=1, keepdims=True)
    share: Floats = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    return share
