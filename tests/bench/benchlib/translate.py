"""The rows about translation alone, which bench_translate measures in a process of its own."""

import json
import subprocess


def measure(table, programs):
    rows = {key: table.find(key)
            for key in ("translate_time", "translate_memory", "translate_event", "pass_event")}
    wanted = [row for row in rows.values() if row]
    if not wanted:
        return
    run = subprocess.run([programs.translate], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        for row in wanted:
            row.trouble = f"bench_translate ended with {run.returncode}: an answer was not whole"
        return
    found = json.loads(run.stdout)
    pairs = found["event"]
    same = {name: us for name, us in pairs.items() if len(set(name.split(">"))) == 1}
    fill(rows["translate_time"], {name: cost["ms"] for name, cost in found["request"].items()})
    fill(rows["translate_memory"], {name: cost["memory"] for name, cost in found["request"].items()})
    fill(rows["translate_event"], {name: us for name, us in pairs.items() if name not in same})
    fill(rows["pass_event"], same)


def fill(row, figures):
    """The worst of them is the row's; all of them stand below the table."""
    if not row:
        return
    row.measured = max(figures.values())
    row.edgee = f"{row.measured:.3g}"
    row.figures = {"each": figures}
    row.note = ", ".join(f"{name} {value:.3g}" for name, value in figures.items())
