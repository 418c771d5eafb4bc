"""The table: each row with its floor and its goal, and the verdict on what was measured."""

import dataclasses
import sys

OK, GOAL_MISSED, BELOW_FLOOR, FAILED, SKIPPED = "ok", "GOAL MISSED", "BELOW FLOOR", "FAILED", "skipped"


@dataclasses.dataclass
class Row:
    key: str
    title: str
    unit: str = ""              # of `measured`
    floor: float | None = None  # None: an extra, without a verdict
    goal: float | None = None
    higher_is_better: bool = False
    measured: float | None = None
    p99: float | None = None        # in the unit of `measured`; judged where it has a floor
    p99_floor: float | None = None
    direct: str = ""
    nginx: str = ""
    edgee: str = ""
    trouble: str = ""           # why the row failed or was skipped
    skipped: bool = False
    note: str = ""              # details worth a line below the table
    figures: dict = dataclasses.field(default_factory=dict)

    def verdict(self):
        if self.skipped:
            return SKIPPED
        if self.trouble:
            return FAILED
        if self.measured is None or self.floor is None:
            return ""
        if not self.reaches(self.floor) or not self.tail_holds():
            return BELOW_FLOOR
        return OK if self.reaches(self.goal) else GOAL_MISSED

    def tail_holds(self):
        return self.p99_floor is None or (self.p99 is not None and self.p99 <= self.p99_floor)

    def reaches(self, bound):
        # A ratio is judged as it is printed: a third decimal is noise on any machine.
        value = round(self.measured, 2) if self.unit.startswith("x ") else self.measured
        return value >= bound if self.higher_is_better else value <= bound


def floors():
    """The promises of the README's speed section."""
    return [
        Row("ttfb", "added time to first byte, 85 KB stream, one client", "x nginx", 1.6, 1.2),
        Row("event_1", "delay per event, 1 stream", "x nginx", 1.0, 1.0),
        Row("event_16", "delay per event, 16 streams", "x nginx", 1.7, 1.25),
        Row("blocks_1", "delay per event, 1 stream, a block's end held back every 10", "x nginx", 1.0, 1.0),
        Row("blocks_16", "delay per event, 16 streams, the same", "x nginx", 1.7, 1.25),
        Row("rate_85k", "requests/s, 85 KB, 16 connections", "x nginx", 0.5, 0.6, True),
        Row("rate_1m", "requests/s, 1 MB, 16 connections", "x nginx", 0.5, 0.7, True),
        Row("failover", "529 at once -> first byte of the fallback, added", "ms", 0.1, 0.05),
        Row("seam_retract", "seam: break in mid-answer -> next request's first byte, taken back", "ms",
            1.0, 0.5, p99_floor=5.0),
        Row("seam_continue", "seam: break in mid-answer -> next request's first byte, continued", "ms",
            1.0, 0.5, p99_floor=5.0),
        Row("state", "state: added before a request's first byte", "ms", 0.2, 0.05),
        Row("state_full", "state: the same, 20,000 attempts and 200 resting targets on record", "ms", 0.2, 0.05),
        Row("streams_200", "events/s, 200 streams of 200/s", "x direct", 0.95, 0.98, True),
        Row("memory_idle", "resident memory, idle", "MB", 18, 16),
        Row("memory_64", "resident memory, peak, 64 streams", "MB", 45, 35),
        Row("memory_200", "resident memory, peak, 200 streams + 16 x 1 MB", "MB", 110, 90),
        Row("idle_fresh", "wake-ups while idle, after the start", "", 0, 0),
        Row("idle_used", "wake-ups while idle, 16 connections kept alive", "", 0, 0),
        Row("start", "process start -> first request accepted", "ms", 20, 10),
        Row("launch", "edgee launch -> agent's exec", "ms", 30, 15),
        Row("cancel_waiting", "cancel before the first byte -> upstream closed, worst", "ms", 50, 50),
        Row("cancel_connect", "cancel during connect -> upstream closed, worst", "ms", 50, 50),
        Row("cancel_dns", "cancel during DNS -> request given up, worst", "ms", 50, 50),
        Row("cancel_stream", "extra: cancel in mid-stream -> upstream closed, worst", "ms"),
        Row("translate_time", "1 MB Claude Code request, decoded and encoded, worst dialect", "ms", 15, 8),
        Row("translate_memory", "the same: peak on the heap, the request included", "x its size", 6, 4),
        Row("translate_event", "translated stream: cost of an event, worst pair of dialects", "us", 30, 10),
        Row("pass_event", "the same within a dialect, byte for byte", "us", 30, 5),
        Row("burst", "extra: events/s, 16 unpaced streams", "x nginx", higher_is_better=True),
        Row("translated", "extra: time to first byte added by translation to openai-chat", "ms"),
    ]


def usage_error(text):
    print(f"run: {text}", file=sys.stderr)
    sys.exit(2)


class Table:
    def __init__(self, only=None):
        self.rows = floors()
        wanted = set(only.split(",")) if only else {row.key for row in self.rows}
        unknown = wanted - {row.key for row in self.rows}
        if unknown:
            usage_error(f"no such row: {', '.join(sorted(unknown))}")
        self.rows = [row for row in self.rows if row.key in wanted]

    def find(self, key):
        """None when --only leaves the row out."""
        return next((row for row in self.rows if row.key == key), None)

    def failed(self):
        return any(row.verdict() in (BELOW_FLOOR, FAILED) for row in self.rows)

    def as_json(self):
        return [dataclasses.asdict(row) | {"verdict": row.verdict()} for row in self.rows]

    def render(self):
        heads = ("", "direct", "nginx", "edgee", "measured", "floor", "goal", "verdict")
        lines = [heads] + [cells(row) for row in self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
        out = ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths)) + " |" for line in lines]
        out.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
        notes = [f"{row.key}: {text}" for row in self.rows
                 for text in (row.trouble, row.note, spread(row)) if text]
        return "\n".join(out + ([""] + notes if notes else []))


def cells(row):
    bound = (lambda value: "" if value is None else f"{value:g}")
    floor = bound(row.floor) + (f", p99 {row.p99_floor:g}" if row.p99_floor is not None else "")
    measured = "" if row.measured is None else printed(row)
    return (row.title, row.direct, row.nginx, row.edgee, measured,
            floor, bound(row.goal), row.verdict())


def printed(row):
    figure = f"{row.measured:.2f}" if row.unit.startswith("x ") else f"{row.measured:.3g}"
    tail = "" if row.p99 is None else f", p99 {row.p99:.3g}"
    return f"{figure} {row.unit}".strip() + tail


def spread(row):
    """For a row that is not ok: the middle half of what its slices gave."""
    slices = row.figures.get("per slice")
    if not slices or row.verdict() not in (GOAL_MISSED, BELOW_FLOOR):
        return ""
    return f"half of the slices lie in {slices['lower_quartile']:.3g} .. {slices['upper_quartile']:.3g}"
