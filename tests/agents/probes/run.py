"""What one agent does in front of a model that behaves in each of the ways of models.py.

Usage: run.py claude|codex|opencode FOLDER_OF_ITS_PROGRAM
Prints one line per observation, the same for two versions that behave the same.
"""

import subprocess
import sys
import tempfile

import commands
import models

PATIENCE = 20  # seconds; who still tries then, tries for long


def observe(agent, folder, probe):
    """Runs the agent once. Gives (requests, exit code or None, stdout)."""
    with models.Model(agent, probe) as model, tempfile.TemporaryDirectory() as home:
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


def how_often(requests):
    """Counts up to three as they are, others by their size."""
    count = len(requests)
    return str(count) if count <= 3 else f"{1 << (count.bit_length() - 1)} or more"


def first_gap(requests):
    """Seconds between the first two requests, roughly: jitter is no difference."""
    if len(requests) < 2:
        return ""
    gap = requests[1].at - requests[0].at
    for bound in (0.1, 1, 5):
        if gap < bound:
            return f", the second within {bound} s"
    return ", the second later than 5 s"


def main():
    agent, folder = sys.argv[1:3]
    for probe in models.PROBES:
        requests, code, out = observe(agent, folder, probe)
        if probe == "whole":
            for line in sorted({line for request in requests for line in request.lines()}):
                print(f"{line}")
        end = f"still at it after {PATIENCE} s" if code is None else f"ended with {code}"
        print(f"{probe}: {how_often(requests)} requests{first_gap(requests)}; {end}; "
              f"printed {out[:60]!r}", flush=True)


main()
