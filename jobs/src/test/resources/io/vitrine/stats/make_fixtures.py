"""Computes reference.json with SciPy: pip install scipy==1.17.1; python make_fixtures.py.

Nothing here shares code or formulas with io.vitrine.stats: intervals and tests are SciPy's own,
the sample size for McNemar's test is found by search over its power function.
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import optimize, stats

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


def mc_nemar(only_first, only_second):
    test = stats.binomtest(only_second, only_first + only_second, 0.5)
    return {"only_first": only_first, "only_second": only_second, "p": test.pvalue}


def signed_rank(differences):
    left = differences[differences != 0]
    exact = len(left) < 50 and len(set(np.abs(left))) == len(left)
    test = stats.wilcoxon(
        differences, zero_method="wilcox", correction=False, method="exact" if exact else "approx"
    )
    return {"differences": [float(d) for d in differences], "p": float(test.pvalue)}


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


def mc_nemar_size(only_first, only_second, n):
    differing = (only_first + only_second) / n
    difference = abs(only_second - only_first) / n

    def power(pairs):
        null = np.sqrt(differing / pairs)
        alternative = np.sqrt((differing - difference**2) / pairs)
        return stats.norm.sf(stats.norm.isf(0.025) * null, difference, alternative)

    pairs = optimize.brentq(lambda m: power(m) - 0.8, 1, 1e9)
    return {"only_first": only_first, "only_second": only_second, "n": n, "pairs": pairs}


def signed_rank_size(mean, deviation):
    def power(pairs):
        return stats.norm.sf(stats.norm.isf(0.025), abs(mean) / deviation * np.sqrt(pairs))

    pairs = optimize.brentq(lambda m: power(m) - 0.8, 1e-6, 1e9) * np.pi / 3
    return {"mean": mean, "deviation": deviation, "pairs": pairs}


def bootstrap_size(value, resampled, n):
    error = np.std(resampled, ddof=1)

    def power(pairs):
        return stats.norm.sf(stats.norm.isf(0.025), abs(value) / error * np.sqrt(pairs / n))

    pairs = optimize.brentq(lambda m: power(m) - 0.8, 1e-6, 1e9)
    return {"value": value, "resampled": list(resampled), "n": n, "pairs": pairs}


def bootstrap_p(resampled):
    """Where zero stands among the resamples, as SciPy's tests place an observation among others."""
    placed = stats.monte_carlo_test(
        [0.0],
        lambda size: np.reshape(resampled, size),
        lambda x, axis: np.mean(x, axis=axis),
        vectorized=True,
        n_resamples=len(resampled),
    )
    return {"resampled": list(resampled), "p": placed.pvalue}


ratings = random.integers(1, 6, 200) - random.integers(1, 6, 200)
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
    "mc_nemar": [mc_nemar(*case) for case in [(1, 0), (5, 15), (15, 5), (10, 10), (430, 512)]],
    "signed_rank": [
        signed_rank(np.array([0.5, -1.25, 2.0, 3.5, 4.0, -0.1, 7.0, 8.5])),
        signed_rank(ratings[:12]),
        signed_rank(ratings),
        signed_rank(np.round(random.normal(0.2, 1, 45), 9)),
        signed_rank(np.round(random.normal(0.1, 1, 300), 9)),
    ],
    "bootstraps": [bootstrap(times[:20], 50), bootstrap(np.array([0.0, 1.0, 1.0, 1.0]), 30)],
    "mc_nemar_sizes": [mc_nemar_size(5, 15, 200), mc_nemar_size(60, 41, 1000)],
    "signed_rank_sizes": [signed_rank_size(0.2, 1.1), signed_rank_size(-0.05, 0.9)],
    "bootstrap_sizes": [bootstrap_size(-0.01, np.round(random.normal(-0.01, 0.02, 50), 6), 200)],
    "bootstrap_ps": [
        bootstrap_p(np.round(np.sort(random.normal(mean, 1, 200)), 6)) for mean in (0, 0.4, -1.5, 4)
    ],
}
pathlib.Path(__file__).with_name("reference.json").write_text(
    json.dumps(fixture, indent=1, ensure_ascii=False) + "\n", "utf-8"
)
