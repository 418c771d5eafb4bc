// `edgee proxy` in the foreground, with a home of its own and one provider behind it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { key, model } from "./facts.js";

// The provider's key: the agent's own must not reach it.
const upstreamKey = `up-${key}`;

// Who stands behind: the vendors' own rows of the catalogue, with what is known of their wires; for
// Chat a host that takes all that OpenAI documents, as OpenAI's own refuses tools with reasoning.
const known = "images = true\nreasoning = true\neffort = true\nwindow = 2000000\n";
const targets = {
  anthropic: { provider: "anthropic", model: "claude-sonnet-4-6", facts: "window = 2000000\n" },
  chat: { provider: "host", model, facts: known, quirks: `[providers.host.quirks.chat]
files = true
reasoning_effort = true
max_tokens_field = "max_completion_tokens"
tool_id_max = 40
` },
  responses: { provider: "openai", model, facts: known },
  gemini: { provider: "google", model: "gemini-3.8-flash", facts: "window = 2000000\n" },
};

// One step, asked once: what would be a repeat is an error that the client shall see.
function config({ port, dialect }) {
  const { provider, model: name, facts, quirks = "" } = targets[dialect.name];
  return `
[chain.default]
cooldown = "0s"
[[chain.default.steps]]
target = "${provider}/${name}"
tries = 1

[providers.${provider}]
base_url = "http://127.0.0.1:${port}${dialect.base}"
dialect = "${dialect.config}"
credential = { env = "FIDELITY_KEY" }

${quirks}
[models."${provider}/${name}"]
${facts}`;
}

export async function startEdgee(binary, upstream) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "edgee-fidelity-"));
  const names = ["config", "state", "data", "cache"];
  for (const name of [...names, "runtime", "config/edgee"]) {
    fs.mkdirSync(path.join(home, name), { recursive: true, mode: 0o700 });
  }
  fs.writeFileSync(path.join(home, "config/edgee/config.toml"), config(upstream), { mode: 0o600 });
  const env = { PATH: "/usr/bin:/bin", HOME: home, TERM: "dumb", FIDELITY_KEY: upstreamKey,
    XDG_RUNTIME_DIR: path.join(home, "runtime"),
    ...Object.fromEntries(names.map((n) => [`XDG_${n.toUpperCase()}_HOME`, path.join(home, n)])) };
  const log = path.join(home, "stderr");
  const child = spawn(binary, ["proxy"],
    { env, cwd: home, stdio: ["ignore", "pipe", fs.openSync(log, "w")] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const gone = new Promise((done) => child.once("exit", done).once("error", done));
  const line = new Promise((said) => createInterface(child.stdout).once("line", said));
  const stop = async () => {
    child.kill("SIGTERM");
    await gone;
    process.off("exit", kill);
    fs.rmSync(home, { recursive: true, force: true });
  };
  const url = await Promise.race([line, gone.then(() => undefined), after(10000)]);
  if (typeof url === "string") return { url: url.trim().replace(/\/+$/, ""), upstreamKey, stop };
  const words = fs.readFileSync(log, "utf8").trim().split("\n").slice(0, 3).join(" / ");
  await stop();
  throw new Error(`edgee does not start: ${words || "it says nothing"}`);
}

const after = (ms) => new Promise((done) => setTimeout(done, ms).unref());
