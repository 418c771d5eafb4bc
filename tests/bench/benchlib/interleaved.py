"""The rows that compare subjects, measured in rounds: one short measurement per row and subject."""

import contextlib
import dataclasses
import sqlite3
import statistics
import sys
from typing import Callable

from benchlib import load, placement, state
from benchlib.load import KB, MB
from benchlib.programs import Edgee, Home, config, loopback

SUBJECTS = ("direct", "nginx", "edgee")


@dataclasses.dataclass
class Measurement:
    key: str
    subjects: tuple
    options: dict                      # for bench_load
    pick: Callable[[dict], dict]       # its figures -> the ones to keep; "p50" or "rate" decides
    judge: Callable[[dict], float]     # medians per subject -> the row's figure
    text: str                          # how one subject's figure reads in the table
    repeats: int = 1                   # slices per round
    placed: bool = False               # client and mock on one core, the proxies on another


def first_byte(figures):
    return {"main": figures["first_byte_us"]["p50"], "p99": figures["first_byte_us"]["p99"]}


def event_delay(figures):
    return {"main": figures["event_delay_us"]["p50"], "p99": figures["event_delay_us"]["p99"]}


def request_rate(figures):
    return {"main": figures["requests"] / figures["seconds"]}


def event_rate(figures):
    return {"main": figures["events"] / figures["seconds"], "delay_p50": figures["event_delay_us"]["p50"],
            "delay_p99": figures["event_delay_us"]["p99"], "ttfb_p50": figures["first_byte_us"]["p50"]}


def over_nginx(m):
    return m["edgee"] / m["nginx"]


def measurements(quick):
    """Many short slices rather than few long ones: which core a process lands on is luck, slice by slice."""
    few = 1 if quick else 2
    stream = {"stream": 1, "body_bytes": 85 * KB}
    paced = stream | {"model": "bench-paced-5ms-100"}
    blocks = stream | {"model": "bench-paced-5ms-100-blocks10"}
    ttfb = stream | {"requests": 250}
    rate = {"connections": 16, "seconds": 0.75}
    return [
        Measurement("ttfb", SUBJECTS, ttfb, first_byte,
                    lambda m: (m["edgee"] - m["direct"]) / (m["nginx"] - m["direct"]), "{:.0f} us", 4 * few,
                    placed=True),
        Measurement("event_1", SUBJECTS, paced | {"requests": 1}, event_delay, over_nginx, "{:.0f} us", 3 * few),
        Measurement("event_16", SUBJECTS, paced | {"connections": 16, "requests": 16}, event_delay,
                    over_nginx, "{:.0f} us", 2 * few),
        Measurement("blocks_1", SUBJECTS, blocks | {"requests": 1}, event_delay, over_nginx, "{:.0f} us", 3 * few),
        Measurement("blocks_16", SUBJECTS, blocks | {"connections": 16, "requests": 16}, event_delay,
                    over_nginx, "{:.0f} us", 2 * few),
        Measurement("rate_85k", SUBJECTS, rate | {"body_bytes": 85 * KB}, request_rate, over_nginx,
                    "{:.0f}/s", few),
        Measurement("rate_1m", SUBJECTS, rate | {"body_bytes": MB}, request_rate, over_nginx, "{:.0f}/s", few),
        Measurement("streams_200", SUBJECTS,
                    stream | {"model": "bench-paced-5ms-100000", "connections": 200, "seconds": 2 * few},
                    event_rate, lambda m: m["edgee"] / m["direct"], "{:.0f}/s"),
        Measurement("burst", SUBJECTS,
                    stream | {"model": "bench-burst-20000", "connections": 16, "seconds": 0.5 * few},
                    event_rate, over_nginx, "{:.3g}/s"),
        added("failover", "edgee", "edgee failing over", ttfb, 4 * few),
        added("state", "edgee without state", "edgee", ttfb, 4 * few),
        added("state_full", "edgee without state", "edgee with much state", ttfb, 4 * few),
        added("translated", "edgee", "edgee translating", ttfb, few),
    ]


def added(key, without, including, options, repeats):
    """A row on what one thing adds to edgee's own time to first byte."""
    return Measurement(key, (without, including), options, first_byte,
                       lambda m: (m[including] - m[without]) / 1000, "{:.0f} us", repeats)


def measure(table, programs, mock, nginx, folder, arguments):
    with contextlib.ExitStack() as stack:
        subjects = {"direct": mock.subject(), "nginx": nginx.subject()}
        work = [m for m in measurements(arguments.quick) if table.find(m.key)]
        homes = {}
        proxies = [nginx.pid]
        if programs.edgee:
            homes = make_homes(work, programs, mock, folder, table)
            edgees = start_edgees(stack, programs, homes, work, table)
            subjects |= {name: edgee.subject(name) for name, edgee in edgees.items()}
            proxies += [edgee.pid for edgee in edgees.values()]
        before = mock.journal()["requests"]
        warm_up(programs, subjects, work, table)
        results = {m.key: {} for m in work}
        for number in range(arguments.rounds):
            print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr, flush=True)
            for m in work:
                with (placement.proxies_apart(mock.pid, proxies) if m.placed
                      else contextlib.nullcontext()):
                    measure_once(m, number, programs, subjects, results[m.key], table.find(m.key))
        check_failover(table, before, mock.journal()["requests"], results)
    check_state(table, homes)
    for m in work:
        conclude(m, table.find(m.key), results[m.key])


def make_homes(work, programs, mock, folder, table):
    """One for each proxy that a row needs."""
    healthy = loopback(mock.port)
    plain = config(healthy)
    configs = {
        "edgee": plain,
        "edgee failing over": config(loopback(mock.failing_port), ("agent", "fallback/bench-fast"),
                                     loopback(mock.fallback_port)),
        "edgee translating": config(healthy, ("fallback/bench-fast",),
                                    loopback(mock.port, "/v1"), "openai-chat"),
        "edgee without state": plain,
        "edgee with much state": plain,
    }
    needed = {name for m in work for name in m.subjects}
    homes = {name: Home(folder / name.replace(" ", "-"), text)
             for name, text in configs.items() if name in needed}
    if "edgee without state" in homes:
        state.forbid(homes["edgee without state"])
    if "edgee with much state" in homes:
        try:
            state.fill(homes["edgee with much state"], programs, mock, plain)
        except (RuntimeError, OSError, sqlite3.Error) as error:
            give_up_on("edgee with much state", work, table, error)
            del homes["edgee with much state"]
    return homes


def start_edgees(stack, programs, homes, work, table):
    edgees = {}
    for name, home in homes.items():
        try:
            edgees[name] = stack.enter_context(Edgee(programs.edgee, home))
        except RuntimeError as error:
            if name == "edgee":
                raise
            give_up_on(name, work, table, error)
    return edgees


def warm_up(programs, subjects, work, table):
    for name, subject in subjects.items():
        try:
            load.run(programs, subject, connections=16, requests=400, stream=1)
        except RuntimeError as error:
            give_up_on(name, work, table, error)


def give_up_on(name, work, table, error):
    for m in work:
        if name in m.subjects:
            table.find(m.key).trouble = str(error)


def measure_once(m, number, programs, subjects, results, row):
    present = [name for name in m.subjects if name in subjects]
    if row.trouble or not present:
        return
    for repeat in range(m.repeats):
        turn = (number + repeat) % len(present)
        for name in present[turn:] + present[:turn]:
            try:
                figures = m.pick(load.run(programs, subjects[name], **m.options))
                results.setdefault(name, []).append(figures)
            except RuntimeError as error:
                row.trouble = str(error)
                return


def conclude(m, row, results):
    medians = {}
    for name, samples in results.items():
        keys = samples[0].keys()
        row.figures[name] = {key: statistics.median(s[key] for s in samples) for key in keys} | {
            "slices": [s["main"] for s in samples]}
        medians[name] = row.figures[name]["main"]
    if row.trouble:
        return
    row.direct, row.nginx, row.edgee = (
        m.text.format(medians[name]) if name in medians else "" for name in SUBJECTS)
    if all(name in medians for name in m.subjects):
        row.measured = m.judge(medians)
        row.figures["per slice"] = judge_slices(m, results)
        if len(m.subjects) == 2:
            row.edgee = " -> ".join(m.text.format(medians[name]) for name in m.subjects)


def judge_slices(m, results):
    """The row's figure slice by slice: its quartiles tell how much of it is the machine's mood."""
    slices = zip(*([sample["main"] for sample in results[name]] for name in m.subjects))
    figures = [m.judge(dict(zip(m.subjects, one))) for one in slices]
    if len(figures) < 2:
        return {}
    low, _, high = statistics.quantiles(figures, n=4)
    return {"lower_quartile": low, "upper_quartile": high}


def check_failover(table, before, after, results):
    """A failover that did not ask the failing step each time measured something else."""
    row = table.find("failover")
    if not row or row.trouble or "edgee failing over" not in results["failover"]:
        return
    failing, fallback = (after[role] - before[role] for role in ("failing", "fallback"))
    if failing < fallback:
        row.trouble = f"only {failing} of {fallback} requests saw the 529"


def check_state(table, homes):
    """After the proxies have ended and written what they had."""
    for key in ("state", "state_full"):
        row = table.find(key)
        if row and not row.trouble:
            try:
                row.trouble = state.check(homes)
            except sqlite3.Error as error:
                row.trouble = f"the ledger cannot be read: {error}"
