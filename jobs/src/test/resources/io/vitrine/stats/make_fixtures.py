"""Computes reference.json with SciPy: pip install scipy==1.17.1; python make_fixtures.py.

Every interval is SciPy's own; nothing here shares code with io.vitrine.stats.
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

random = np.random.default_rng(618)


def proportion(hits, n):
    ends = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return {"hits": hits, "n": n, "low": ends.low, "high": ends.high}


def percentile(share, values):
    ends = stats.quantile_test(values, p=share).confidence_interval(0.95)
    return {
        "share": share,
        "values": list(values),
        "value": float(np.quantile(values, share)),
        "low": float(ends.low),
        "high": float(ends.high),
    }


def bootstrap(values, resamples):
    # SciPy's own percentile interval, from resamples that the test can repeat
    indices = random.integers(0, len(values), (resamples, len(values)))

    class Replay(np.random.Generator):
        def integers(self, *args, **kwargs):
            return indices

    ends = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=resamples,
        method="percentile",
        rng=Replay(np.random.PCG64(0)),
    ).confidence_interval
    return {
        "values": list(values),
        "indices": indices.ravel().tolist(),
        "resamples": resamples,
        "value": float(np.mean(values)),
        "low": float(ends.low),
        "high": float(ends.high),
    }


times = np.round(random.lognormal(6, 0.5, 400), 3)
fixture = {
    "computed_with": f"scipy {scipy.__version__}, numpy {np.__version__}, make_fixtures.py",
    "proportions": [
        proportion(*case) for case in [(0, 1), (1, 1), (7, 10), (185, 200), (0, 40), (99873, 100000)]
    ],
    "percentiles": [
        percentile(0.5, times[:11]),
        percentile(0.5, times),
        percentile(0.95, times),
        percentile(0.99, times),
    ],
    "bootstraps": [bootstrap(times[:20], 50), bootstrap(np.array([0.0, 1.0, 1.0, 1.0]), 30)],
}
pathlib.Path(__file__).with_name("reference.json").write_text(
    json.dumps(fixture, indent=1, ensure_ascii=False) + "\n", "utf-8"
)
