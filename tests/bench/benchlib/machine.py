"""What the kernel tells about the machine and about a process."""

import os
import pathlib
import platform
import time

SYN_SENT, CLOSE_WAIT = "02", "08"


def describe():
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "kernel": platform.release(),
        "cpus": os.cpu_count(),
        "cpu": next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                     if line.startswith("model name")), ""),
        "load_before": os.getloadavg()[0],
    }


def memory_mb(pid):
    """VmRSS, VmHWM and Pss of a process, in MB (10^6 bytes, the kernel's kB being 1024)."""
    figures = {}
    for name in ("status", "smaps_rollup"):
        for line in pathlib.Path(f"/proc/{pid}/{name}").read_text().splitlines():
            key, _, rest = line.partition(":")
            if key in ("VmRSS", "VmHWM", "Pss"):
                figures[key] = int(rest.split()[0]) * 1024 / 1e6
    return figures


def wake_ups(pid):
    """Voluntary context switches of all threads, and CPU ticks used."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return total, int(fields[11]) + int(fields[12])


def sockets(state, local_port=None, remote_port=None):
    """Local ports of the IPv4 TCP sockets in this state."""
    found = []
    for line in open("/proc/net/tcp").readlines()[1:]:
        fields = line.split()
        local, remote = (int(fields[i].split(":")[1], 16) for i in (1, 2))
        if (fields[3] == state and local_port in (None, local)
                and remote_port in (None, remote)):
            found.append(local)
    return found


def wait_until(condition, seconds, pause=0.0005):
    """The monotonic ns at which it held, or None."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return time.monotonic_ns()
        time.sleep(pause)
    return None
