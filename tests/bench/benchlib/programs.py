"""The processes of the benchmark, each a context manager that ends what it started."""

import dataclasses
import json
import os
import pathlib
import select
import shutil
import socket
import subprocess
import urllib.parse
import urllib.request

from benchlib.machine import wait_until
from benchlib.rows import usage_error

NGINX_CONF = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_max_body_size 64m;
  client_body_buffer_size 2m;     # bodies stay in memory: nginx at its best
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000;
  tcp_nodelay on;
  upstream mock {{
    server 127.0.0.1:{upstream};
    keepalive 256;
    keepalive_requests 1000000;
  }}
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    location / {{
      proxy_pass http://mock;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }}
  }}
}}
"""


@dataclasses.dataclass
class Programs:
    mock: pathlib.Path
    load: pathlib.Path
    fake_agent: pathlib.Path
    translate: pathlib.Path
    edgee: pathlib.Path | None

    @staticmethod
    def find(build, edgee):
        def binary(name):
            for folder in ("", "tests/bench", "bin"):
                path = pathlib.Path(build, folder, name).resolve()
                if os.access(path, os.X_OK) and path.is_file():
                    return path
            usage_error(f"{name} is not in {build}; build it first")

        if edgee and not os.access(edgee, os.X_OK):
            usage_error(f"{edgee} cannot be executed")
        return Programs(binary("bench_mock"), binary("bench_load"), binary("bench_fake_agent"),
                        binary("bench_translate"), pathlib.Path(edgee).resolve() if edgee else None)


@dataclasses.dataclass
class Subject:
    """Where the load client sends its requests."""
    name: str
    port: int
    prefix: str = ""


def read_line(process, seconds):
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else ""
    if not line:
        raise RuntimeError(f"{process.args[0]} did not say that it is ready")
    return line.strip()


def end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Mock:
    def __init__(self, programs):
        self.process = subprocess.Popen([programs.mock], stdout=subprocess.PIPE, text=True)
        ports = json.loads(read_line(self.process, 5))
        self.port, self.failing_port, self.fallback_port = (
            ports[role] for role in ("primary", "failing", "fallback"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)

    @property
    def pid(self):
        return self.process.pid

    def subject(self):
        return Subject("direct", self.port)

    def journal(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/bench/journal") as answer:
            return json.load(answer)

    def visit(self, number):
        return self.journal()["visits"].get(str(number), {"seen_ns": 0, "hang_up_ns": 0})


class Nginx:
    def __init__(self, upstream, folder):
        binary = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        if not binary:
            usage_error("nginx is not installed, and the floors are ratios to it (Debian: nginx-light)")
        self.port = free_port()
        folder = folder / "nginx"
        folder.mkdir()
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(NGINX_CONF.format(
            folder=folder, upstream=upstream, port=self.port, user=user))
        self.process = subprocess.Popen([binary, "-p", folder, "-c", folder / "nginx.conf"],
                                        stderr=subprocess.DEVNULL)
        wait_for_port(self.port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)

    @property
    def pid(self):
        return self.process.pid

    def subject(self):
        return Subject("nginx", self.port)


class Home:
    """A home folder for edgee, with one config."""

    def __init__(self, folder, config):
        self.folder = folder
        for name in ("config/edgee", "state", "data", "cache", "runtime"):
            (folder / name).mkdir(parents=True, mode=0o700)
        self.state = folder / "state/edgee"
        self.ledger = self.state / "ledger.sqlite"
        self.configure(config)

    def configure(self, config):
        file = self.folder / "config/edgee/config.toml"
        file.write_text(config)
        file.chmod(0o600)

    def environment(self, **more):
        names = ("config", "state", "data", "cache")
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb",
                "XDG_RUNTIME_DIR": str(self.folder / "runtime")} | {
                    f"XDG_{name.upper()}_HOME": str(self.folder / name) for name in names} | more


class Edgee:
    """`edgee proxy` in the foreground."""

    def __init__(self, binary, home):
        self.log = home.folder / "stderr"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [binary, "proxy"], env=home.environment(), cwd=home.folder, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        try:
            url = urllib.parse.urlsplit(read_line(self.process, 10))
        except RuntimeError as error:
            end(self.process)
            raise RuntimeError(f"{error}: {self.log.read_text()[-500:].strip()}") from None
        self.port, self.prefix = url.port, url.path.rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)

    def subject(self, name="edgee"):
        return Subject(name, self.port, self.prefix)

    @property
    def pid(self):
        return self.process.pid


def config(anthropic_url, steps=("agent",), fallback_url=None, fallback_dialect="anthropic-messages",
           cooldown="0s"):
    lines = ["[chain.default]", f"steps = {json.dumps(list(steps))}", f'cooldown = "{cooldown}"',
             "[providers.anthropic]", f'base_url = "{anthropic_url}"']
    if fallback_url:
        lines += ["[providers.fallback]", f'base_url = "{fallback_url}"',
                  f'dialect = "{fallback_dialect}"', 'credential = "none"']
    return "\n".join(lines) + "\n"


def loopback(port, path=""):
    return f"http://127.0.0.1:{port}{path}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port):
    def accepts():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    if not wait_until(accepts, 5, 0.01):
        raise RuntimeError(f"nothing listens on port {port}")
