// Facets against the table of losses: what is wrong, and which losses were met.
import { same } from "../compare/ask.js";
import { lossesOf } from "../cases/losses.js";

export function judge(facets, pair, tags) {
  const faults = [];
  const lost = new Set();
  for (const { facet, wanted, got } of facets) {
    const rows = lossesOf(pair, facet, tags);
    const carried = same(wanted, got);
    if (rows.length === 0 && !carried) {
      faults.push(`${facet}: ${show(wanted)} became ${show(got)}`);
    } else if (rows.length && carried) {
      faults.push(`${facet} came through, though the table says: ${rows[0].why}`);
    } else if (rows.length && !fitting(rows, wanted, got)) {
      faults.push(`${facet}: ${show(wanted)} became ${show(got)}, not ${rows[0].becomes}`);
    } else if (rows.length) {
      rows.forEach((row) => lost.add(row));
    }
  }
  return { faults, lost };
}

// What the table says that arrives instead, does.
function fitting(rows, wanted, got) {
  const shapes = {
    moved: () => same(wanted.map((image) => ({ moved: image })), got),
    words: () => same(wanted.map(() => "words"), got),
    paragraphs: () => got.includes("\n\n") && same(...[wanted, got].map(joined)),
  };
  return rows.every((row) => !row.becomes || shapes[row.becomes]());
}

const joined = (text) => text.replaceAll("\n\n", "");

function show(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 300)}... (${text.length})` : text;
}
