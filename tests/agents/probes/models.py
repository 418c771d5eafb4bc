"""A model on this machine whose first answer is a fault, and who keeps what it was asked."""

import dataclasses
import http.server
import json
import socket
import struct
import threading
import time

import streams


@dataclasses.dataclass
class Asked:
    at: float
    path: str
    headers: list
    body: dict

    def lines(self):
        """What two versions can differ in, a line each; values are left out."""
        ask = f"POST {self.path.split('?')[0]}"
        yield f"asks POST {self.path}"
        for name in self.headers:
            yield f"{ask} has the header {name.lower()}"
        for name in self.body:
            yield f"{ask} has the member {name}"

    def kept(self):
        """What the agent kept of the answers so far: the kinds of what stands behind its question."""
        for key in ("messages", "input"):
            if isinstance(self.body.get(key), list):
                return " ".join(_kinds(self.body[key])) or "nothing"
        return "?"


def _kinds(messages):
    """Assistant's parts and tools' results, in order; what the user and the system say is left out."""
    for message in messages:
        kind, role = message.get("type", "message"), message.get("role")
        if kind != "message":  # an item of Responses
            if role is None:
                yield kind
            continue
        if role == "tool":
            yield "tool_result"
        content = message.get("content")
        if role == "assistant" and isinstance(content, str) and content:
            yield _text(content)
        for part in content if isinstance(content, list) else []:
            if part.get("type") == "tool_result":
                lost = "missing due to internal error" in json.dumps(part)
                yield "tool_result(missing)" if lost else "tool_result"
            elif role == "assistant":
                text = part.get("text")
                yield part.get("type", "?") if text is None else _text(text)
        yield from ("tool_call" for _ in message.get("tool_calls") or [])


def _text(text):
    return "text" if text == "".join(streams.WORDS) else f"text({text[:40]!r})"


class Model:
    """Answers the first request that has tools with the fault; all others are answered whole."""

    def __init__(self, agent, refusal, pieces, end):
        self.requests = []
        self._left = threading.Lock()  # held once the first request with tools has come
        model = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.send_error(404)

            do_HEAD = do_GET

            def do_POST(self):
                text = self.rfile.read(int(self.headers.get("content-length") or 0))
                try:
                    body = json.loads(text)
                except ValueError:
                    body = {}
                model.requests.append(Asked(time.monotonic(), self.path, list(self.headers), body))
                self.close_connection = True
                if refusal is not None:
                    model.refuse(self, *refusal)
                elif body.get("tools") and model._left.acquire(blocking=False):
                    model.stream(self, streams.of(agent, pieces), agent, end)
                elif body.get("stream"):
                    model.stream(self, streams.whole(agent), agent, "whole")
                else:
                    model.send_json(self, 200, streams.whole_json(), {})

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
    def refuse(handler, status, kind, message, headers):
        error = {"type": kind, "code": kind, "message": message}
        Model.send_json(handler, status, {"type": "error", "error": error}, headers)

    @staticmethod
    def send_json(handler, status, value, headers):
        body = json.dumps(value).encode()
        handler.send_response(status)
        sent = {"content-type": "application/json", "content-length": str(len(body))} | headers
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    @staticmethod
    def stream(handler, text, agent, end):
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("connection", "close")
        handler.end_headers()
        handler.wfile.write((text + (streams.error(agent) if end == "error" else "")).encode())
        if end == "reset":
            time.sleep(0.2)  # it reads what came before it hears of the break
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
