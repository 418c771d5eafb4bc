"""Answers in each agent's dialect, as far as a probe lets them go, and how they end.

A probe names what is delivered, piece by piece: "half text", "text" (whole), "half tool", "tool",
"half thinking", "thinking"; then how the stream ends. "message" begins a second message under the
same id, "new message" under another one; what follows it is a whole answer.
"""

import json

TOOL = {"claude": ("Bash", {"command": "echo probed", "description": "Print a word"}),
        "codex": ("exec_command", {"cmd": "echo probed"}),
        "opencode": ("bash", {"command": "echo probed", "description": "Print a word"})}
WORDS = ["Hi from ", "the probe."]


def whole(agent):
    """The short answer that follows every fault."""
    return "".join(_DIALECTS[agent](agent).render(["text", "end"]))


def whole_json():
    """The same without streaming; only Claude Code asks so."""
    return _message("1") | {"content": [{"type": "text", "text": "".join(WORDS)}],
                            "stop_reason": "end_turn"}


def of(agent, pieces):
    return "".join(_DIALECTS[agent](agent).render(pieces))


def error(agent):
    return _DIALECTS[agent](agent).error()


def _named(kind, **members):
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | members)}\n\n"


def _message(number):
    return {"id": f"msg_probe{number}", "type": "message", "role": "assistant", "model": "probe",
            "content": [], "stop_reason": None, "stop_sequence": None,
            "usage": {"input_tokens": 10, "output_tokens": 1}}


class _Dialect:
    def __init__(self, agent):
        self.tool_name, self.input = TOOL[agent]
        self.index = -1
        self.has_tool = False
        self.number, self.items = "1", []

    def render(self, pieces):
        yield from self.begin("1")
        for piece in pieces:
            if piece == "message" or piece == "new message":
                self.index = -1
                self.has_tool = False
                yield from self.begin("1" if piece == "message" else "2")
            elif piece in ("end", "last but one"):
                yield from self.end(piece == "end")
            else:
                half = piece.startswith("half ")
                self.index += 1
                yield from getattr(self, piece.removeprefix("half "))(half)


class _Messages(_Dialect):
    def begin(self, number):
        yield _named("message_start", message=_message(number))

    def block(self, half, block, deltas):
        yield _named("content_block_start", index=self.index, content_block=block)
        for delta in deltas[:1] if half else deltas:
            yield _named("content_block_delta", index=self.index, delta=delta)
        if not half:
            yield _named("content_block_stop", index=self.index)

    def text(self, half):
        return self.block(half, {"type": "text", "text": ""},
                          [{"type": "text_delta", "text": words} for words in WORDS])

    def thinking(self, half):
        return self.block(half, {"type": "thinking", "thinking": "", "signature": ""},
                          [{"type": "thinking_delta", "thinking": "A thought."},
                           {"type": "signature_delta", "signature": "c2lnbmVk"}])

    def unknown(self, half):
        return self.block(half, {"type": "probe_block", "probe": 1},
                          [{"type": "probe_delta", "probe": "x"}])

    def tool(self, half):
        self.has_tool = self.has_tool or not half
        text = json.dumps(self.input)
        return self.block(half, {"type": "tool_use", "id": f"toolu_probe{self.index}",
                                 "name": self.tool_name, "input": {}},
                          [{"type": "input_json_delta", "partial_json": text[:12]},
                           {"type": "input_json_delta", "partial_json": text[12:]}])

    def end(self, whole_end):
        reason = "tool_use" if self.has_tool else "end_turn"
        yield _named("message_delta", delta={"stop_reason": reason, "stop_sequence": None},
                     usage={"output_tokens": 5})
        if whole_end:
            yield _named("message_stop")

    def error(self):
        return _named("error", error={"type": "overloaded_error", "message": "Overloaded"})


class _Responses(_Dialect):
    def begin(self, number):
        self.number = number
        self.items = []
        yield _named("response.created", response=self.response("in_progress"))

    def response(self, status):
        return {"id": f"resp_probe{self.number}", "object": "response", "created_at": 0,
                "status": status, "model": "probe", "output": self.items,
                "usage": {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}}

    def item(self, half, item, begun, deltas):
        yield _named("response.output_item.added", output_index=self.index, item=begun)
        yield from deltas[:1] if half else deltas
        if not half:
            self.items.append(item)
            yield _named("response.output_item.done", output_index=self.index, item=item)

    def text(self, half):
        name = f"msg_probe{self.number}{self.index}"
        item = {"id": name, "type": "message", "status": "completed", "role": "assistant",
                "content": [{"type": "output_text", "text": "".join(WORDS), "annotations": []}]}
        deltas = [_named("response.output_text.delta", item_id=name, output_index=self.index,
                         content_index=0, delta=words) for words in WORDS]
        return self.item(half, item, item | {"status": "in_progress", "content": []}, deltas)

    def tool(self, half):
        name = f"fc_probe{self.number}{self.index}"
        text = json.dumps(self.input)
        item = {"id": name, "type": "function_call", "status": "completed", "name": self.tool_name,
                "call_id": f"call_probe{self.index}", "arguments": text}
        deltas = [_named("response.function_call_arguments.delta", item_id=name,
                         output_index=self.index, delta=part) for part in (text[:9], text[9:])]
        return self.item(half, item, item | {"status": "in_progress", "arguments": ""}, deltas)

    def end(self, whole_end):
        yield _named("response.completed", response=self.response("completed"))

    def error(self):
        return _named("response.failed", response=self.response("failed") | {
            "error": {"code": "server_error", "message": "an error"}})


class _Chat(_Dialect):
    def begin(self, number):
        self.number = number
        yield self.chunk({"role": "assistant", "content": ""})

    def chunk(self, delta, finish=None):
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return "data: " + json.dumps({
            "id": f"chatcmpl-probe{self.number}", "object": "chat.completion.chunk", "created": 0,
            "model": "probe", "choices": [choice]}) + "\n\n"

    def text(self, half):
        for words in WORDS[:1] if half else WORDS:
            yield self.chunk({"content": words})

    def tool(self, half):
        self.has_tool = self.has_tool or not half
        text = json.dumps(self.input)
        function = {"name": self.tool_name, "arguments": text[:12]}
        yield self.chunk({"tool_calls": [{"index": 0, "id": f"call_probe{self.index}",
                                          "type": "function", "function": function}]})
        if not half:
            yield self.chunk({"tool_calls": [{"index": 0, "function": {"arguments": text[12:]}}]})

    def end(self, whole_end):
        yield self.chunk({}, "tool_calls" if self.has_tool else "stop")
        if whole_end:
            yield "data: [DONE]\n\n"

    def error(self):
        return 'data: {"error":{"message":"an error","type":"server_error"}}\n\n'


_DIALECTS = {"claude": _Messages, "codex": _Responses, "opencode": _Chat}
