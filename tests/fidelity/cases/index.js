// All cases. A case is { name, ask, script } and, where needed:
//   modes    ["stream"] when it makes no sense without
//   cut      how the stream's bytes are cut (lib/cuts.js)
//   rounds   what follows in a tool loop: [{ results, script }]
//   fails    the kind of failure expected: a key of a client's `errors` (its class, status, code...),
//            "any" or "cut"
//   failsThrough  the same, where edgee is between
//   says     words that the error must hold
//   cancel   when the client hangs up: "at text" or "at arrival"
//   agents, providers   only for these
//   through  "edgee": not for a client alone
//   dress    what the client's own application adds to the request: (params, agent) => params
//   loosely  the application adds things that no other dialect has: it is enough that the provider
//            takes what arrives
//   renames  tool names may arrive changed, as long as they come back as they went
//   tag      what a row of the losses table may name (`on`)
//   manner   habits of the provider's stream (cases/habits.js)
// The expected result is stated once, by the script itself (compare/answer.js).
import { cancellations, failures } from "./failures.js";
import { media, structured, thinking } from "./media.js";
import { freeforms } from "./freeform.js";
import { habits } from "./habits.js";
import { natives } from "./natives.js";
import { names, oddities } from "./oddities.js";
import { bulk, counts, endings, settings, text } from "./text.js";
import { loops, toolHistory, tooling } from "./tools.js";

export const cases = [...text, ...bulk, ...settings, ...endings, ...counts, ...tooling, ...toolHistory,
  ...loops, ...names, ...freeforms, ...natives,
  ...oddities, ...habits, ...media, ...structured, ...thinking,
  ...failures, ...cancellations];

export const casesOf = ({ agent, provider }, through) => cases.filter((each) =>
  (each.agents ?? [agent]).includes(agent) && (each.providers ?? [provider]).includes(provider) &&
  (each.through ?? through) === through);
