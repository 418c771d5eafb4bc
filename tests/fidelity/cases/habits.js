// Habits of OpenAI-compatible hosts, which edgee has to understand (wire facts 3.2): the agent sees
// nothing of them.
import { call, say, think, usage } from "../lib/script.js";
import { clock, user, weather } from "./words.js";

export const manners = {
  "usage inside the last choice": { usageInLastChoice: true },
  "no [DONE]": { noDone: true },
  "the role on each chunk": { roleOnEach: true },
  "a call in one chunk": { wholeCalls: true },
  "a call in one chunk without its index": { wholeCalls: true, noIndex: true },
  "id and name on each chunk": { calls: "repeat" },
  "empty id and name on later chunks": { calls: "empty" },
  "the reason stop behind calls": { stopDespiteCalls: true },
  "no arguments where there are none": { noArguments: true },
  "null for what is not there": { nulls: true },
  "thinking as \"reasoning\"": { thinking: "reasoning" },
};

export const habits = Object.entries(manners).map(([name, manner]) => ({
  name: `a host's habit: ${name}`, manner, modes: ["stream"], through: "edgee",
  agents: ["anthropic", "responses", "gemini"], providers: ["chat"],
  ask: { tools: [weather, clock], turns: [user("What is the weather in Paris and Oslo?")] },
  script: [think("Two cities."), say("Both."), call("get_weather", { city: "Paris" }),
    call("get_weather", { city: "Oslo" }),
    call("clock", {}), usage({ input: 300, cached: 256, output: 40 })],
}));
