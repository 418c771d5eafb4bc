// What a script said against what the vendor's client made of it, facet by facet. A result is
//   { text, thinking, calls: [{ id, name, args }], stop, sequence, usage, parsed }

// The result that a script must lead to.
export function expected({ parts, usage, stop }, { schema } = {}) {
  const said = (...what) => parts.filter((part) => what.includes(part.do));
  const text = said("say", "refuse").map((part) => part.text).join("");
  return {
    text,
    thinking: said("think").map((part) => part.text).join("") || undefined,
    calls: said("call").map(({ name, args }) => ({ name, args })),
    stop: stop.reason,
    sequence: stop.sequence,
    usage,
    parsed: schema ? JSON.parse(text) : undefined,
  };
}

export function answerFacets(wanted, got) {
  const facets = [
    { facet: "answerText", wanted: wanted.text, got: got.text },
    { facet: "thinking", wanted: wanted.thinking, got: got.thinking || undefined },
    { facet: "callsMade", wanted: wanted.calls,
      got: got.calls.map(({ name, args }) => ({ name, args })) },
    { facet: "callIds", wanted: wanted.calls.length ? "unique and plain" : undefined,
      got: idsOf(got.calls) },
    { facet: "stopReason", wanted: wanted.stop, got: got.stop },
    { facet: "stopSequence", wanted: wanted.sequence, got: got.sequence ?? undefined },
    { facet: "usageInput", wanted: wanted.usage.input, got: got.usage.input },
    { facet: "usageOutput", wanted: wanted.usage.output, got: got.usage.output },
    { facet: "usageCached", wanted: wanted.usage.cached || undefined, got: got.usage.cached },
    { facet: "usageReasoning", wanted: wanted.usage.reasoning || undefined, got: got.usage.reasoning },
    { facet: "parsed", wanted: wanted.parsed, got: wanted.parsed && got.parsed },
  ];
  return facets.filter((each) => each.wanted !== undefined);
}

// Some models give no ids, and some clients show none then.
function idsOf(calls) {
  const ids = calls.map((call) => call.id).filter((id) => id !== undefined);
  const plain = ids.every((id) => /^[a-zA-Z0-9_-]{1,64}$/.test(id));
  return plain && new Set(ids).size === ids.length ? "unique and plain" : ids;
}
