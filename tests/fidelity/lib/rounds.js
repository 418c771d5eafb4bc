// The conversation after a round, as the provider should see it: ids are compared by position.
let count = 0;
export function extended(turns, script, results) {
  const made = script.parts.filter((part) => part.do === "call");
  const ids = made.map(() => `round${++count}`);
  const said = script.parts.map((part) => {
    if (part.do === "say") return { text: part.text };
    if (part.do === "think") return { thinking: part.text };
    const at = made.indexOf(part);
    return { call: { id: ids[at], name: part.name, args: part.args } };
  });
  const given = results.map((result, at) => ({ result: { ...result, id: ids[at] } }));
  return [...turns, { who: "assistant", parts: said }, { who: "tool", parts: given }];
}
