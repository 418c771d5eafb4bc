// The vendors' own clients against edgee, for all pairs of dialects. See README.md.
import fs from "node:fs";

const skipped = 77;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
const major = Number(process.versions.node.split(".")[0]);

if (major < 20) {
  console.log(`skipped: @google/genai needs Node 20, this is ${process.versions.node}`);
  process.exitCode = skipped;
} else if (!fs.existsSync(new URL("node_modules/openai", import.meta.url))) {
  console.log("skipped: the vendors' clients are missing; tests/fidelity/install fetches them with npm");
  process.exitCode = skipped;
} else {
  // What the clients would read of the user's own settings and keys.
  for (const name of Object.keys(process.env)) {
    if (/^(ANTHROPIC|OPENAI|GOOGLE|GEMINI)_|_PROXY$/i.test(name)) delete process.env[name];
  }
  const { main } = await import("./lib/main.js");
  process.exitCode = await main(process.argv.slice(2));
}
