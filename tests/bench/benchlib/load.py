"""Runs bench_load and reads its figures."""

import json
import subprocess
import time

KB, MB = 1000, 1000 * 1000
SETTLE_SECONDS = 0.05


def start(programs, subject, **options):
    command = [str(programs.load), "--port", str(subject.port), "--prefix", subject.prefix]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-"), str(value)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process, subject):
    output, complaint = process.communicate(timeout=120)
    if process.returncode != 0:
        raise RuntimeError(f"load on {subject.name}: {complaint.strip()}")
    figures = json.loads(output)
    if figures["errors"]:
        raise RuntimeError(f"load on {subject.name}: {figures['errors']} errors, "
                           f"the first: {figures['first_error']}")
    return figures


def run(programs, subject, **options):
    figures = finish(start(programs, subject, **options), subject)
    time.sleep(SETTLE_SECONDS)
    return figures
