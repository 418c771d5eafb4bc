// Proves the grammars: a stream whose events are out of order, or do not fit each other, is told.
import { clients } from "../clients/index.js";
import { providers } from "../providers/index.js";
import { Upstream } from "../lib/upstream.js";
import { call, say, think } from "../lib/script.js";
import { clone, key } from "../lib/facts.js";
import { clock, user } from "../cases/words.js";

const type = (name) => (events) => events.findIndex((event) => event.type === name);
const drop = (find) => (events) => { events.splice(find(events), 1); };
const twice = (find) => (events) => { events.splice(find(events), 0, clone(events[find(events)])); };
const last = (events) => events.length - 1;
const first = () => 0;
const set = (find, change) => (events) => change(events[find(events)]);

const damages = {
  anthropic: [drop(type("message_start")), drop(type("message_stop")), drop(type("message_delta")),
    drop(type("content_block_start")), drop(type("content_block_stop")),
    twice(type("content_block_start")), twice(type("content_block_stop")),
    set(type("content_block_delta"), (event) => { event.index = 7; }),
    set(type("content_block_delta"), (event) => { event.delta = { type: "text_delta", text: "x" }; })],
  chat: [drop(first), drop(last), twice(last), set(last, (chunk) => { chunk.id = "other"; }),
    drop((chunks) => chunks.findIndex((chunk) => chunk.choices[0]?.finish_reason)),
    drop((chunks) => chunks.findIndex((chunk) => chunk.choices[0]?.delta.tool_calls)),
    set((chunks) => chunks.findLastIndex((chunk) => chunk.choices[0]?.delta.tool_calls),
      (chunk) => { chunk.choices[0].delta.tool_calls[0].id = "call_other"; }),
    set(first, (chunk) => { chunk.object = "chat.completion"; })],
  responses: [drop(first), drop(last), drop(type("response.output_item.done")),
    twice(type("response.output_item.added")),
    set(last, (event) => { event.sequence_number = 0; }),
    set(type("response.output_text.delta"), (event) => { event.delta += "x"; }),
    set(type("response.output_text.delta"), (event) => { event.item_id = "msg_other"; }),
    set(type("response.output_item.done"), (event) => { event.item.id = "msg_other"; }),
    set(last, (event) => { event.response.output.pop(); })],
  gemini: [drop(last), twice(last),
    set(first, (chunk) => { chunk.candidates[0].content.role = "user"; }),
    set(first, (chunk) => { chunk.responseId = "other"; })],
};

export async function judgeGrammars() {
  const lines = [];
  for (const name of Object.keys(clients)) {
    const events = await record(name);
    const faults = [...clients[name].grammar(events)].map((fault) => `a good stream: ${fault}`);
    for (const damage of damages[name]) {
      const copy = events.map(clone);
      damage(copy);
      if ([...clients[name].grammar(copy)].length === 0) faults.push(`not told: ${damage}`);
    }
    const mark = faults.length ? "FAIL" : "ok  ";
    lines.push(`${mark} the ${name} grammar tells ${damages[name].length} damages`, ...faults);
  }
  return lines;
}

async function record(name) {
  const upstream = await new Upstream(providers[name]).start();
  upstream.play([think("Hm."), say("Well."), call("clock", { zone: "Z" })]);
  const client = clients[name];
  const connection = client.connect({ url: `http://127.0.0.1:${upstream.port}`, key });
  const events = [];
  await client.send(connection, client.build({ tools: [clock], turns: [user("Time?")] }),
    { stream: true, onEvent: (event) => events.push(JSON.parse(JSON.stringify(event))) });
  upstream.stop();
  return events;
}
