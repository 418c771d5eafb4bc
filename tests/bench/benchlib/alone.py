"""The rows about edgee's own process: memory, wake-ups, start and launch."""

import http.client
import os
import select
import shutil
import signal
import socket
import statistics
import time
import urllib.parse

from benchlib import load
from benchlib.load import KB, MB
from benchlib.machine import memory_mb, wake_ups
from benchlib.programs import Edgee, Home, config, loopback

SETTLE_SECONDS = 1.5
KEY = "sk-ant-api03-bench"


def measure(table, programs, mock, folder, quick):
    homes = (Home(folder / f"alone-{number}", config(loopback(mock.port))) for number in range(1000))
    times = 1 if quick else 3
    jobs = {
        "memory_idle": lambda row: memory(row, programs, homes, times, lambda subject: None, "VmRSS"),
        "memory_64": lambda row: memory(row, programs, homes, times,
                                        lambda subject: streams(programs, subject, 64, 0), "VmHWM"),
        "memory_200": lambda row: memory(row, programs, homes, times,
                                         lambda subject: streams(programs, subject, 200, 16), "VmHWM"),
        "idle_fresh": lambda row: idle(row, programs, next(homes), 0, 5 if quick else 10),
        "idle_used": lambda row: idle(row, programs, next(homes), 16, 5 if quick else 10),
        "start": lambda row: start(row, programs, next(homes), 10 if quick else 30),
        "launch": lambda row: launch(row, programs, next(homes), 10 if quick else 30),
    }
    for key, job in jobs.items():
        row = table.find(key)
        if row:
            attempt(row, job)


def attempt(row, job):
    try:
        job(row)
    except (RuntimeError, OSError, http.client.HTTPException) as error:
        row.trouble = f"{type(error).__name__}: {error}"


def memory(row, programs, homes, times, burden, judged):
    """A fresh process each time: the peak must not be an earlier row's."""
    samples = []
    for _ in range(times):
        with Edgee(programs.edgee, next(homes)) as edgee:
            time.sleep(SETTLE_SECONDS)
            burden(edgee.subject())
            samples.append(memory_mb(edgee.pid))
    medians = {key: statistics.median(s[key] for s in samples) for key in samples[0]}
    row.figures["edgee"] = medians
    row.measured = medians[judged]
    row.edgee = f"{row.measured:.1f} MB"
    row.note = ", ".join(f"{key} {value:.1f}" for key, value in medians.items())


def streams(programs, subject, count, uploads, seconds=3):
    """`count` paced 85 KB streams and `uploads` connections with 1 MB requests, all at once."""
    running = [load.start(programs, subject, connections=count, stream=1, body_bytes=85 * KB,
                          model="bench-paced-5ms-100000", seconds=seconds)]
    if uploads:
        running.append(load.start(programs, subject, connections=uploads, body_bytes=MB, seconds=seconds))
    for process in running:
        load.finish(process, subject)


def idle(row, programs, home, connections, seconds):
    with Edgee(programs.edgee, home) as edgee:
        kept = [answered_connection(edgee) for _ in range(connections)]
        time.sleep(SETTLE_SECONDS)
        switches, ticks = wake_ups(edgee.pid)
        time.sleep(seconds)
        later_switches, later_ticks = wake_ups(edgee.pid)
        for connection in kept:
            connection.close()
    row.measured = later_switches - switches
    row.edgee = f"{row.measured} in {seconds} s"
    row.figures["edgee"] = {"wake_ups": row.measured, "cpu_ticks": later_ticks - ticks, "seconds": seconds}


def answered_connection(edgee):
    """A keep-alive connection that has carried one request."""
    connection = http.client.HTTPConnection("127.0.0.1", edgee.port, timeout=10)
    body = '{"model":"bench-fast","max_tokens":16,"messages":[{"role":"user","content":"hi"}]}'
    connection.request("POST", edgee.prefix + "/v1/messages", body,
                       {"content-type": "application/json", "x-api-key": KEY,
                        "anthropic-version": "2023-06-01"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"a small request was answered {answer.status}")
    return connection


def start(row, programs, home, times):
    """Spawn -> base URL printed -> the agent's own first request, HEAD on the base, answered."""
    samples = [started_in_ms(programs.edgee, home) for _ in range(times + 1)][1:]  # the first fills the page cache
    conclude(row, samples)


def started_in_ms(binary, home):
    reader, writer = os.pipe()
    log = os.open(home.folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    began = time.monotonic_ns()
    pid = os.posix_spawn(binary, [str(binary), "proxy"], home.environment(), file_actions=[
        (os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_DUP2, log, 2)])
    try:
        os.close(writer)
        ready, _, _ = select.select([reader], [], [], 10)
        url = urllib.parse.urlsplit(os.read(reader, 4096).decode().strip() if ready else "")
        if not url.port:
            raise RuntimeError("edgee proxy printed no base URL")
        request_head(url)
        return (time.monotonic_ns() - began) / 1e6
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(reader)
        os.close(log)


def request_head(url):
    with socket.create_connection(("127.0.0.1", url.port), timeout=10) as connection:
        connection.sendall(f"HEAD {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode())
        answer = connection.recv(4096)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"HEAD was answered {answer[:40]!r}")


def launch(row, programs, home, times):
    """Spawn -> main() of an agent that is first in PATH; "direct" is the agent started without edgee."""
    binaries = home.folder / "bin"
    binaries.mkdir()
    agent = binaries / "claude"
    shutil.copy(programs.fake_agent, agent)
    stamp = home.folder / "stamp"
    environment = home.environment(PATH=f"{binaries}:/usr/bin:/bin", ANTHROPIC_API_KEY=KEY,
                                   BENCH_STAMP=str(stamp))
    alone, launched = [], []
    for _ in range(times + 1):
        alone.append(exec_in_ms([agent], environment, stamp, home))
        launched.append(exec_in_ms([programs.edgee, "launch", "claude"], environment, stamp, home))
    row.direct = f"{statistics.median(alone[1:]):.1f} ms"
    conclude(row, launched[1:])


def exec_in_ms(command, environment, stamp, home):
    stamp.unlink(missing_ok=True)
    log_path = home.folder / "stderr"
    log = os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    began = time.monotonic_ns()
    pid = os.posix_spawn(command[0], [str(word) for word in command], environment, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, log, 2)])
    _, status = os.waitpid(pid, 0)
    os.close(log)
    os.close(null)
    if status != 0 or not stamp.exists():
        raise RuntimeError(f"{' '.join(map(str, command))} ended with "
                           f"{os.waitstatus_to_exitcode(status)}: {log_path.read_text()[-300:].strip()}")
    return (int(stamp.read_text()) - began) / 1e6


def conclude(row, samples):
    row.measured = statistics.median(samples)
    row.edgee = f"{row.measured:.1f} ms"
    row.note = f"{len(samples)} times, fastest {min(samples):.1f}, slowest {max(samples):.1f} ms"
    row.figures["edgee"] = {"ms": samples}
