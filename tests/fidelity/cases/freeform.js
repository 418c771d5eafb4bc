// Freeform tools, which only Responses has: to all others they are tools with one string.
import { freeform } from "../lib/facts.js";
import { call, say } from "../lib/script.js";
import { assistant, called, clock, given, result, results, user } from "./words.js";

const patch = { name: "apply_patch", description: "Applies a patch", schema: freeform };
const body = "*** Begin Patch\n*** Update File: a\n-\"old\"\\\n" +
  "+\tGr\u00fc\u00dfe \ud83d\ude80\n*** End Patch";
const tools = [patch, clock];

export const freeforms = [
  { name: "a freeform tool is called", agents: ["responses"],
    ask: { tools, turns: [user("Patch it.")] },
    script: [say("Patching."), call("apply_patch", { input: body }, { pieces: 7 }), call("clock", {})],
    rounds: [{ results: [given("applied"), given("noon")], script: [say("Done.")] }] },
  { name: "a freeform tool in the history", agents: ["responses"], script: [say("Done.")],
    dress: (params) => ({ ...params, input: params.input.map(asCustom) }),
    ask: { tools, turns: [user("Patch it."),
      assistant(called("A", "apply_patch", { input: body })),
      results(result("A", "apply_patch", "applied"))] } },
];

function asCustom({ type, arguments: args, ...item }) {
  if (type === "function_call") {
    return { ...item, type: "custom_tool_call", input: JSON.parse(args).input };
  }
  return { ...item, type: type === "function_call_output" ? "custom_tool_call_output" : type };
}
