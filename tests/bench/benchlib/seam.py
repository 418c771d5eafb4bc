"""The seam rows: an answer breaks in its middle; how soon does the next step hear of it?

The mock's journal holds the time from its break to the first byte of the next request, both taken
on its own clock. One connection and one request at a time, so that no two breaks can be mixed up.
"""

import contextlib
import sqlite3
import statistics

from benchlib import load
from benchlib.alone import attempt
from benchlib.load import KB
from benchlib.programs import Edgee, Home, config, loopback

WAYS = ("reset", "end")
REQUESTS = 120
# What edgee's ledger calls the seam, and the client that gets it. Of any client but the verified
# versions of an agent nothing can be taken back.
CASES = {"seam_retract": ("retract", {}), "seam_continue": ("continue", {"user_agent": "bench/1.0"})}


def measure(table, programs, mock, folder, rounds):
    for key, (kind, client) in CASES.items():
        row = table.find(key)
        if row:
            home = Home(folder / key.replace("_", "-"),
                        config(loopback(mock.port), ("agent", "fallback/bench-fast"),
                               loopback(mock.fallback_port)))
            attempt(row, lambda row: seams(row, programs, mock, home, kind, client, rounds))


def seams(row, programs, mock, home, kind, client, rounds):
    slices = {way: [] for way in WAYS}
    with Edgee(programs.edgee, home) as edgee:
        subject = edgee.subject()
        took_over(programs, mock, subject, "end", 20, client)  # opens the fallback's connection
        cold = mock.journal()["cold_takeovers"]
        for number in range(rounds):
            for way in (WAYS if number % 2 == 0 else reversed(WAYS)):
                slices[way].append(took_over(programs, mock, subject, way, REQUESTS, client))
        if mock.journal()["cold_takeovers"] != cold:
            raise RuntimeError("a seam opened a new connection to the fallback")
    check_kind(home, kind, 20 + REQUESTS * rounds * len(WAYS))
    conclude(row, slices)


def took_over(programs, mock, subject, way, requests, client):
    """The times, in ms, from each break to the fallback's first sight of the next request."""
    before = mock.journal()
    load.run(programs, subject, stream=1, body_bytes=85 * KB, requests=requests,
             model=f"bench-break-{way}-2ms-4", **client)
    after = mock.journal()
    breaks = after["breaks"] - before["breaks"]
    times = after["takeovers_ns"][len(before["takeovers_ns"]):]
    if breaks != requests or len(times) != requests:
        raise RuntimeError(f"{requests} requests made {breaks} breaks and {len(times)} takeovers")
    return [time / 1e6 for time in times]


def check_kind(home, kind, count):
    """Another kind of seam, or a plain failover, is another measurement."""
    with contextlib.closing(sqlite3.connect(home.ledger)) as ledger:
        kinds = dict(ledger.execute("SELECT seam, count(*) FROM attempts WHERE step > 0 GROUP BY seam"))
    if kinds != {kind: count}:
        raise RuntimeError(f"{count} seams should have been of the kind {kind}, the ledger says {kinds}")


def conclude(row, slices):
    p50 = {way: statistics.median(percentile(s, 50) for s in slices[way]) for way in WAYS}
    p99 = {way: statistics.median(percentile(s, 99) for s in slices[way]) for way in WAYS}
    row.measured, row.p99 = max(p50.values()), max(p99.values())
    row.edgee = ", ".join(f"{way} {p50[way] * 1000:.0f} us" for way in WAYS)
    row.note = ", ".join(f"{way} p99 {p99[way]:.2f}, worst {max(map(max, slices[way])):.2f} ms"
                         for way in WAYS)
    row.figures["edgee"] = {way: {"p50": p50[way], "p99": p99[way], "ms": slices[way]} for way in WAYS}


def percentile(samples, percent):
    return sorted(samples)[min(len(samples) * percent // 100, len(samples) - 1)]
