// The table of cells, for people and for the README.
import { losses } from "../cases/losses.js";

const order = ["anthropic", "chat", "responses", "gemini"];
const titles = { anthropic: "Messages", chat: "Chat", responses: "Responses", gemini: "Gemini" };
const facetWords = { topP: "top_p", stop: "stop sequences", parallel: "parallel off",
  documentNames: "document names", resultImages: "images in results",
  resultErrors: "error flag of results", pastThinking: "earlier thinking", stopReason: "",
  stopSequence: "which stop sequence", answerText: "seams between texts" };

const lossWords = ({ losses }) => [...new Set([...losses].flatMap((row) => row.facets)
  .map((facet) => facetWords[facet] ?? facet).filter(Boolean))].sort();
const rate = ({ passed, total }) => `${passed}/${total}`;
export const green = ({ passed, total }) => total > 0 && passed === total;

export function plainReport(cells) {
  const lines = [];
  for (const cell of cells) {
    const { agent, provider } = cell.pair;
    const mark = green(cell) ? "ok  " : "FAIL";
    const lost = lossWords(cell).join(", ");
    lines.push(`${mark} ${agent}:${provider}  ${rate(cell)}${lost && `  lost: ${lost}`}`);
    for (const { name, faults } of cell.failures) {
      lines.push(`       ${name}`, ...faults.map((fault) => `         - ${fault}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

// What gets lost. Rows are what the agent speaks, columns what the provider speaks.
export function markdown(cells) {
  const found = (agent, provider) =>
    cells.find(({ pair }) => pair.agent === agent && pair.provider === provider);
  const columns = order.filter((name) => cells.some(({ pair }) => pair.provider === name));
  const rows = order.filter((name) => cells.some(({ pair }) => pair.agent === name));
  const lines = [
    `| agent \\ provider | ${columns.map((name) => titles[name]).join(" | ")} |`,
    `|---${"|---".repeat(columns.length)}|`,
    ...rows.map((agent) => `| **${titles[agent]}** | ${columns.map((provider) =>
      words(found(agent, provider))).join(" | ")} |`),
  ];
  const met = new Set(cells.flatMap((cell) => [...cell.losses]));
  const reasons = losses.filter((row) => met.has(row)).map((row) => `- ${place(row)}, ${facetsOf(row)}: ${row.why}`);
  return `${lines.join("\n")}\n\n${reasons.join("\n")}\n`;
}

// "agent Chat", "provider Chat or Responses".
function place({ agent, provider, pair }) {
  if (pair) return "two different dialects";
  const side = (name, value) => value && `${name} ${[value].flat().map((v) => titles[v]).join(" or ")}`;
  return [side("agent", agent), side("provider", provider)].filter(Boolean).join(", ");
}

const facetsOf = ({ facets }) =>
  facets.map((facet) => facetWords[facet] ?? facet).filter(Boolean).join(", ");

function words(cell) {
  return cell ? lossWords(cell).join("<br>") || "nothing" : "";
}
