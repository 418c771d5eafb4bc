"""A model on this machine that behaves in one way, and keeps what it was asked."""

import dataclasses
import http.server
import json
import socket
import struct
import threading
import time

import streams

OVERFLOW = {"claude": "prompt is too long: 1200000 tokens > 1000000 maximum",
            "codex": "Your input exceeds the context window of this model",
            "opencode": "This model's maximum context length is 8192 tokens"}
REFUSALS = {"401": (401, "authentication_error", "invalid key", {}),
            "429": (429, "rate_limit_error", "slow down", {}),
            "429, retry-after 2": (429, "rate_limit_error", "slow down", {"retry-after": "2"}),
            "500": (500, "api_error", "an error", {}),
            "529": (529, "overloaded_error", "overloaded", {}),
            "context overflow": (400, "context_length_exceeded", "", {})}
PROBES = ["whole", *REFUSALS, "cut in mid-text", "clean end in mid-text", "no last event",
          "error event in mid-text"]


@dataclasses.dataclass
class Asked:
    at: float
    method: str
    path: str
    headers: list
    body: bytes

    def lines(self):
        """What two versions can differ in, a line each; values are left out."""
        ask = f"{self.method} {self.path.split('?')[0]}"
        yield f"asks {self.method} {self.path}"
        for name in self.headers:
            yield f"{ask} has the header {name.lower()}"
        try:
            members = json.loads(self.body)
        except ValueError:
            return
        for name in members:
            yield f"{ask} has the member {name}"


class Model:
    def __init__(self, agent, probe):
        self.requests = []
        model = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.send_error(404)

            do_HEAD = do_GET

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                model.requests.append(
                    Asked(time.monotonic(), "POST", self.path, list(self.headers), body))
                model.answer(self, agent, probe)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def answer(handler, agent, probe):
        handler.close_connection = True
        if probe in REFUSALS:
            status, kind, message, headers = REFUSALS[probe]
            error = {"type": kind, "code": kind, "message": message or OVERFLOW[agent]}
            body = json.dumps({"type": "error", "error": error}).encode()
            handler.send_response(status)
            headers = {"content-type": "application/json", "content-length": str(len(body))} | headers
        else:
            body = streams.of(agent, probe).encode()
            handler.send_response(200)
            headers = {"content-type": "text/event-stream", "connection": "close"}
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)
        if probe == "cut in mid-text":
            time.sleep(0.1)  # it reads the words before it hears of the break
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
