"""The cancel rows: the agent closes its connection; when does the upstream notice?

During connect there is no upstream yet, so the kernel's socket table is watched; during DNS there is
not even a socket, so it is edgee's end of the agent's connection (benchlib/dns_row.py).
"""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

from benchlib.alone import KEY, attempt
from benchlib.machine import SYN_SENT, sockets, wait_until
from benchlib.programs import Edgee, Home, config, loopback

PATIENCE_SECONDS = 8


def measure(table, programs, mock, folder, quick):
    times = 5 if quick else 20
    jobs = {
        "cancel_waiting": lambda row: seen_by_mock(row, programs, mock, folder / "cancel", times, "bench-hang"),
        "cancel_stream": lambda row: seen_by_mock(row, programs, mock, folder / "cancel-stream", times,
                                                  "bench-paced-20ms-500"),
        "cancel_connect": lambda row: while_connecting(row, programs, folder, times),
        "cancel_dns": lambda row: while_resolving(row, programs, folder, times),
    }
    for key, job in jobs.items():
        row = table.find(key)
        if row:
            attempt(row, job)


def conclude(row, samples):
    row.measured = max(samples)
    row.edgee = f"{sorted(samples)[len(samples) // 2]:.1f} ms p50"
    row.figures["edgee"] = {"ms": samples}


def send_request(edgee, model):
    body = json.dumps({"model": model, "max_tokens": 16, "messages": [{"role": "user", "content": "hi"}],
                       "stream": True}, separators=(",", ":"))
    connection = socket.create_connection(("127.0.0.1", edgee.port), timeout=10)
    connection.sendall(
        (f"POST {edgee.prefix}/v1/messages?beta=true HTTP/1.1\r\nHost: 127.0.0.1:{edgee.port}\r\n"
         f"x-api-key: {KEY}\r\nanthropic-version: 2023-06-01\r\nContent-Type: application/json\r\n"
         f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
    return connection


def seen_by_mock(row, programs, mock, folder, times, model):
    streaming = "paced" in model
    samples = []
    with Edgee(programs.edgee, Home(folder, config(loopback(mock.port)))) as edgee:
        for number in range(times):
            name = number + (1000 if streaming else 0)
            connection = send_request(edgee, f"{model}-id{name}")
            if not wait_until(lambda: mock.visit(name)["seen_ns"], PATIENCE_SECONDS):
                raise RuntimeError("the request did not reach the mock")
            if streaming:
                connection.recv(1)
            time.sleep(0.05)
            samples.append(closed_after_ms(connection, lambda: mock.visit(name)["hang_up_ns"]))
    conclude(row, samples)


def closed_after_ms(connection, hang_up_ns):
    began = time.monotonic_ns()
    connection.close()
    if not wait_until(hang_up_ns, PATIENCE_SECONDS, 0.002):
        raise RuntimeError(f"the upstream was still open {PATIENCE_SECONDS} s after the cancel")
    return (hang_up_ns() - began) / 1e6


@contextlib.contextmanager
def black_hole():
    """A port whose backlog is full: further connects get no answer. Yields it and the ports in its queue."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        own = set()
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
            own.add(filler.getsockname()[1])
        yield listener.getsockname()[1], own


def while_connecting(row, programs, folder, times):
    samples = []
    with black_hole() as (port, own):
        def connecting():
            return set(sockets(SYN_SENT, remote_port=port)) - own

        with Edgee(programs.edgee, Home(folder / "cancel-connect", config(loopback(port)))) as edgee:
            for _ in range(times):
                connection = send_request(edgee, "bench-fast")
                if not wait_until(connecting, 2):
                    raise RuntimeError("edgee did not try to connect")
                time.sleep(0.05)
                began = time.monotonic_ns()
                connection.close()
                ended = wait_until(lambda: not connecting(), PATIENCE_SECONDS)
                if not ended:
                    raise RuntimeError(f"still connecting {PATIENCE_SECONDS} s after the cancel")
                samples.append((ended - began) / 1e6)
    conclude(row, samples)


def while_resolving(row, programs, folder, times):
    unshare = shutil.which("unshare")
    command = [unshare, "--net", "--mount"] + ([] if os.getuid() == 0 else ["--map-root-user"])
    if not unshare or subprocess.run(command + ["true"], capture_output=True).returncode != 0:
        row.skipped, row.trouble = True, "needs unshare and the right to make a network namespace"
        return
    script = pathlib.Path(__file__).parent.parent / "dns_row"
    run = subprocess.run(command + [sys.executable, script, programs.edgee, folder / "cancel-dns", str(times)],
                         capture_output=True, text=True, timeout=120)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip()[-400:])
    conclude(row, json.loads(run.stdout))
