// A whole request per dialect that a validator accepts: thinking, two calls, two results, an image,
// a document, a schema. The breaks start from it.
import { providers } from "../providers/index.js";
import { Upstream } from "../lib/upstream.js";
import { clients } from "../clients/index.js";
import { assistant, called, clock, image, paper, person, result, results, thought, user, weather }
  from "../cases/words.js";
import { key } from "../lib/facts.js";

const ask = { system: "Be brief.", tools: [weather, clock], schema: person, effort: "high", turns: [
  user("Look.", image, paper),
  assistant(thought("Two tools."), called("A", "get_weather", { city: "Paris" }),
    called("B", "clock", {})),
  results(result("A", "get_weather", "rain"), result("B", "clock", "noon"))] };

const recorded = {};

// What the vendor's client really puts on the wire for it.
export async function record() {
  for (const name of Object.keys(providers)) {
    const upstream = await new Upstream(providers[name]).start();
    const client = clients[name];
    upstream.play([{ do: "say", text: "{\"name\":\"\",\"age\":1,\"tags\":[]}", pieces: 1 }]);
    const connection = client.connect({ url: `http://127.0.0.1:${upstream.port}`, key });
    await client.send(connection, client.build(ask), { stream: false });
    upstream.stop();
    [recorded[name]] = upstream.exchanges;
  }
}

export const loop = (name) => recorded[name];

export const many = (count, value) => Array.from({ length: count }, () => value);
// Somebody else's signature.
export const signed = Buffer.from("a signature of another vendor").toString("base64");
export const named = (body) => body.tools[0].functionDeclarations[0];
export const calls = { anthropic: (body) =>
  body.messages[1].content.filter((block) => block.type === "tool_use") };
