"""What each agent is put through: the first answer, and how it ends.

A refusal is (status, error type, message, headers). A broken answer is (pieces, end), with end one
of "reset", "eof", "error" and "whole"; see streams.py for the pieces.
"""

OVERFLOW = {"claude": "prompt is too long: 1200000 tokens > 1000000 maximum",
            "codex": "Your input exceeds the context window of this model",
            "opencode": "This model's maximum context length is 8192 tokens"}

BREAKS = ("reset", "eof", "error")
# Delivered before the break.
BROKEN = {"claude": [[], ["half text"], ["half tool"], ["half thinking"], ["thinking"],
                     ["thinking", "half text"], ["text"], ["text", "half text"],
                     ["text", "half tool"], ["tool"], ["text", "unknown"]],
          "codex": [[], ["half text"], ["half tool"], ["text"], ["text", "half text"], ["tool"]],
          "opencode": [[], ["half text"], ["half tool"], ["tool"]]}
# Delivered before a message begins that takes the first one's place.
REOPENED = {"claude": [["half text"], ["half tool"], ["half thinking"], ["text"],
                       ["text", "half text"], ["thinking"], ["thinking", "half text"],
                       ["thinking", "text"], ["tool"]],
            "codex": [["half text"], ["half tool"], ["text"], ["tool"]],
            "opencode": []}


def refusals(agent):
    overflow = "context_length_exceeded" if agent != "claude" else "invalid_request_error"
    return {"400": (400, "invalid_request_error", "tools.0: bad schema", {}),
            "401": (401, "authentication_error", "invalid key", {}),
            "404": (404, "not_found_error", "no such model", {}),
            "429": (429, "rate_limit_error", "slow down", {}),
            "429, retry-after 2": (429, "rate_limit_error", "slow down", {"retry-after": "2"}),
            "429, retry-after 61": (429, "rate_limit_error", "slow down", {"retry-after": "61"}),
            "500": (500, "api_error", "an error", {}),
            "529": (529, "overloaded_error", "overloaded", {}),
            "context overflow": (400, overflow, OVERFLOW[agent], {})}


def probes(agent):
    """Gives (name, refusal or None, pieces, end) for each."""
    yield "whole", None, ["text", "end"], "whole"
    for name, refusal in refusals(agent).items():
        yield name, refusal, [], "whole"
    for pieces in BROKEN[agent]:
        for end in BREAKS:
            yield f"{' + '.join(pieces) or 'no content'}, then {end}", None, pieces, end
    yield "text, last but one event, then eof", None, ["text", "last but one"], "eof"
    for pieces in REOPENED[agent]:
        for again in ("message", "new message"):
            whole = ["text", "tool", "end"]
            yield f"{' + '.join(pieces)}, then a {again}", None, [*pieces, again, *whole], "whole"
