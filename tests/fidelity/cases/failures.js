// What goes wrong, and what the vendor's client makes of it.
import { breakOff, call, fail, hold, say } from "../lib/script.js";
import { clock, user } from "./words.js";

const ask = { turns: [user("Say hello.")] };
const withTools = { ...ask, tools: [clock] };

export const failures = [
  { name: "the provider fails: overflow", ask, script: [fail("overflow")], fails: "overflow" },
  // The vendor's own words reach the agent's user.
  ...["rate_limit", "server", "overloaded"].map((kind) => ({ name: `the provider fails: ${kind}`, ask,
    script: [fail(kind, { message: `The kettle is empty (${kind}).` })],
    fails: kind, says: `The kettle is empty (${kind}).` })),
  // Another provider's refusal would make the agent renew a login that has nothing to do with it.
  ...["unauthorized", "forbidden"].map((kind) => ({ name: `the provider fails: ${kind}`, ask,
    script: [fail(kind)], fails: kind, failsThrough: "gateway" })),
  { name: "an error event in the middle of text", ask, modes: ["stream"],
    script: [say("Hello the"), breakOff("error")], fails: "midStream" },
  { name: "an error event before any content", ask, modes: ["stream"], script: [breakOff("error")],
    fails: "any" },
  ...["reset", "end"].map((how) => ({ name: `a stream cut inside of a call (${how})`, ask: withTools,
    modes: ["stream"], fails: "cut", providers: ["anthropic", "chat", "responses"],
    script: [say("Hm."), call("clock", { zone: "Zulu", hours: 24 }), breakOff(how, { back: 2 })] })),
  // Some clients take a cut stream for an end: the answer must at least not look whole.
  ...["reset", "end"].flatMap((how) => [
    { name: `a stream cut in text (${how})`, ask, modes: ["stream"],
      script: [say("Hello the"), breakOff(how)], fails: "cut" },
    { name: `a stream cut behind a call (${how})`, ask: withTools, modes: ["stream"],
      script: [say("Hm."), call("clock", {}), breakOff(how)], fails: "cut", wholeCallStands: true }]),
];

// The upstream connection must be gone within this many milliseconds.
export const cancelWithin = 100;

export const cancellations = [
  { name: "cancelled in the middle of text", ask, modes: ["stream"],
    script: [say("Hello the"), hold()], cancel: "at text" },
  { name: "cancelled before the answer", ask, script: [hold()], cancel: "at arrival" },
];
