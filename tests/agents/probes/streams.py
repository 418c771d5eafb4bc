"""One short answer in each agent's dialect, and how it breaks off."""

import json

WORDS = ["Hi from ", "the probe."]


def of(agent, probe):
    events, text, last, error = _DIALECTS[agent]()
    if probe == "no last event":
        return "".join(events[:last])
    if probe == "error event in mid-text":
        return "".join(events[:text]) + error
    return "".join(events if probe == "whole" else events[:text])


def _named(kind, **members):
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | members)}\n\n"


def _messages():
    message = {"id": "msg_probe", "type": "message", "role": "assistant", "model": "probe",
               "content": [], "stop_reason": None, "stop_sequence": None,
               "usage": {"input_tokens": 10, "output_tokens": 1}}
    deltas = [_named("content_block_delta", index=0, delta={"type": "text_delta", "text": words})
              for words in WORDS]
    events = [_named("message_start", message=message),
              _named("content_block_start", index=0, content_block={"type": "text", "text": ""}),
              *deltas, _named("content_block_stop", index=0),
              _named("message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None},
                     usage={"output_tokens": 5}), _named("message_stop")]
    return events, 3, -1, _named("error", error={"type": "overloaded_error", "message": "Overloaded"})


def _responses():
    def response(status, output):
        return {"id": "resp_probe", "object": "response", "created_at": 0, "status": status,
                "model": "probe", "output": output,
                "usage": {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}}

    def item(status, content):
        return {"id": "msg_probe", "type": "message", "status": status, "role": "assistant",
                "content": content}

    whole = item("completed", [{"type": "output_text", "text": "".join(WORDS), "annotations": []}])
    place = {"item_id": "msg_probe", "output_index": 0, "content_index": 0}
    events = [_named("response.created", response=response("in_progress", [])),
              _named("response.output_item.added", output_index=0, item=item("in_progress", [])),
              *[_named("response.output_text.delta", **place, delta=words) for words in WORDS],
              _named("response.output_item.done", output_index=0, item=whole),
              _named("response.completed", response=response("completed", [whole]))]
    return events, 3, -1, _named("error", code="server_error", message="an error", param=None)


def _chat():
    def chunk(delta, finish=None):
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return "data: " + json.dumps({"id": "chatcmpl-probe", "object": "chat.completion.chunk",
                                      "created": 0, "model": "probe", "choices": [choice]}) + "\n\n"

    events = [chunk({"role": "assistant", "content": ""}), *[chunk({"content": w}) for w in WORDS],
              chunk({}, "stop") + "data: [DONE]\n\n"]
    return events, 2, -1, 'data: {"error":{"message":"an error","type":"server_error"}}\n\n'


_DIALECTS = {"claude": _messages, "codex": _responses, "opencode": _chat}
