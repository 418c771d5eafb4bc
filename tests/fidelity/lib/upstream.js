// A scripted provider on 127.0.0.1: it reads requests as strictly as the vendor does, refuses
// what the vendor would refuse, and answers from the script. Every request is kept as an exchange.
import http from "node:http";
import { setImmediate as breath } from "node:timers/promises";
import { cut } from "./cuts.js";
import { arrange } from "./script.js";

export class Upstream {
  #server = http.createServer((request, response) => void this.#serve(request, response));
  #script = arrange([]);
  #cut = "events";
  #waiting = [];
  exchanges = [];

  constructor(dialect) {
    this.dialect = dialect;
  }

  async start() {
    await new Promise((ready) => this.#server.listen(0, "127.0.0.1", ready));
    this.port = this.#server.address().port;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  // From here on requests are answered so. `names`: of the tools as they were asked for, where they
  // may arrive changed.
  play(steps, { cut: way = "events", manner = {}, names } = {}) {
    this.#script = { ...arrange(steps), manner, names };
    this.#cut = way;
    this.exchanges = [];
  }

  // The next request, once it has been read.
  arrival() {
    return new Promise((arrived) => this.#waiting.push(arrived));
  }

  async #serve(request, response) {
    const exchange = { method: request.method, path: request.url, headers: request.headers };
    exchange.closed = new Promise((closed) => {
      response.on("close", () => closed({ at: performance.now(), whole: response.writableFinished }));
    });
    const script = this.#script;
    const way = this.#cut;
    this.exchanges.push(exchange);
    request.on("error", () => {});
    response.on("error", () => {});
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    this.#read(exchange, Buffer.concat(chunks).toString("utf8"));
    for (const arrived of this.#waiting.splice(0)) arrived(exchange);
    response.socket?.setNoDelay(true);
    await this.#answer(exchange, script, way, response);
  }

  #read(exchange, raw) {
    try {
      exchange.route = this.dialect.route(exchange);
      exchange.body = JSON.parse(raw);
      exchange.reasons = this.dialect.validate(exchange);
      if (exchange.reasons.length === 0) exchange.ask = this.dialect.read(exchange.body);
    } catch (error) {
      exchange.reasons = [`${this.dialect.name}: ${error.message}`];
    }
  }

  async #answer(exchange, script, way, response) {
    if (exchange.reasons.length) {
      return send(response, this.dialect.refusal(exchange.reasons.join("; ")));
    }
    if (script.fail) return send(response, this.dialect.failure(script.fail));
    const answer = this.dialect.answer(renamed(script, exchange), exchange);
    if (!exchange.route.stream) {
      if (script.parts.some((part) => part.do === "hold")) return;
      return send(response, { status: 200, headers: answer.headers, body: answer.whole() });
    }
    response.writeHead(200, { "content-type": "text/event-stream", ...answer.headers });
    await stream(response, [...answer.frames()], way);
  }
}

// A model calls the tools that it was shown.
function renamed({ names, ...script }, { ask }) {
  if (!names) return script;
  return { ...script, parts: script.parts.map((part) => (part.do === "call"
    ? { ...part, name: ask.tools[names.indexOf(part.name)].name } : part)) };
}

function send(response, { status, headers, body }) {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers,
    "content-length": Buffer.byteLength(text) });
  response.end(text);
}

// Frames are texts; the last one may say how the stream breaks off.
async function stream(response, frames, way) {
  const breaking = frames.find((frame) => typeof frame !== "string");
  const texts = frames.slice(0, breaking ? frames.indexOf(breaking) - breaking.back : undefined);
  for (const piece of cut(way, texts)) {
    if (response.destroyed) return;
    response.write(piece);
    await breath();
  }
  if (breaking?.break === "hold") return;
  if (breaking?.break === "reset") return void setTimeout(() => response.socket?.resetAndDestroy(), 20);
  response.end();
}
