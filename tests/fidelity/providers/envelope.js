// What the four routes have in common.

// Throws when the request is not a POST of JSON to this path with this credential.
export function demand(exchange, { path, credential }) {
  const [bare] = exchange.path.split("?");
  const match = bare.match(path);
  if (!match) throw new Error(`no such path: ${exchange.path}`);
  if (exchange.method !== "POST") throw new Error(`${exchange.method} is not allowed`);
  if (!exchange.headers["content-type"]?.startsWith("application/json")) {
    throw new Error(`content-type must be application/json`);
  }
  if (!credential(exchange.headers)) throw new Error("no credential, or in the wrong header");
  return match;
}

export const bearer = (headers) => /^Bearer \S+$/.test(headers.authorization ?? "");

// One event of a stream.
export const event = (data, name) =>
  (name ? `event: ${name}\n` : "") + `data: ${JSON.stringify(data)}\n\n`;

// Runs rules over a request that fits its schema. A rule is { name, source, check }: `check` gives
// a sentence per fault; `source` says where the vendor states it.
export const apply = (rules, ...of) =>
  rules.flatMap((rule) => [...rule.check(...of)].map((fault) => `[${rule.name}] ${fault}`));
