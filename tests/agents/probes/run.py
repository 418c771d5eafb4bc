"""What one agent does in front of a model that misbehaves in each of the ways of table.py.

Usage: run.py claude|codex|opencode FOLDER_OF_ITS_PROGRAM
Prints one line per observation, the same for two versions that behave the same.
"""

import concurrent.futures
import os
import subprocess
import sys
import tempfile

import commands
import models
import table

PATIENCE = 40  # seconds; an agent that still tries then tries for long
AT_ONCE = 4  # they wait more than they work


def observe(agent, folder, refusal, pieces, end):
    """Runs the agent once. Gives (requests, exit code or None, stdout)."""
    with models.Model(agent, refusal, pieces, end) as model, \
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command, environment = commands.of(agent, folder, home, model.port)
        process = subprocess.Popen(command, cwd=home, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        try:
            out, _ = process.communicate(timeout=PATIENCE)
            return model.requests, process.returncode, out.decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            commands.end(process)
            return model.requests, None, ""


def how_often(requests, ended):
    """Small counts as they are; how far one comes before its patience ends is no difference."""
    count = len(requests)
    if count <= 1 or (ended and count <= 3):
        return str(count)
    return f"{1 << (count.bit_length() - 1)} or more" if ended else "several"


def second(requests):
    """Of the second request: when, roughly (jitter is no difference), how, and what was kept."""
    if len(requests) < 2:
        return ""
    when = "within" if requests[1].at - requests[0].at < 5 else "later than"
    how = "streaming" if requests[1].body.get("stream") else "without streaming"
    return f"; the second {when} 5 s, {how}, keeps {requests[1].kept()}"


def lines(agent, folder, probe):
    name, refusal, pieces, end = probe
    requests, code, out = observe(agent, folder, refusal, pieces, end)
    if name == "whole":
        yield from sorted({line for request in requests for line in request.lines()})
    how = f"still at it after {PATIENCE} s" if code is None else f"ends with {code}"
    with_tools = [request for request in requests if request.body.get("tools")] or requests
    yield (f"{name}: {how_often(with_tools, code is not None)} requests{second(with_tools)}; {how}; "
           f"prints {out[:60]!r}")


def main():
    agent, folder = sys.argv[1], os.path.abspath(sys.argv[2])
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(lambda probe: list(lines(agent, folder, probe)),
                              table.probes(agent)):
            print(*found, sep="\n", flush=True)


main()
