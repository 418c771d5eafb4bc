// What a case asked for against what reached the provider, facet by facet. Both sides come as
//   { system, atoms, tools, choice, parallel, maxTokens, temperature, topP, stop, schema, effort }
// An atom is one thing said: { who, text | image | document | thinking | call | result }.
import { isDeepStrictEqual } from "node:util";

const settings = ["choice", "parallel", "maxTokens", "temperature", "topP", "stop", "schema", "effort"];

// The facets that this case exercises: [{ facet, wanted, got }].
export function askFacets(ask, seen, { renames } = {}) {
  const whole = { ...ask, atoms: atomsOf(ask.turns) };
  const [wanted, got] = renames ? [whole, seen].map(numbered) : [whole, seen];
  const facets = [
    { facet: "system", wanted: wanted.system, got: got.system },
    { facet: "tools", wanted: named(wanted.tools), got: named(got.tools) },
    { facet: "toolSchemas", wanted: schemas(wanted.tools), got: schemas(got.tools) },
    ...settings.map((facet) => ({ facet, wanted: wanted[facet], got: got[facet] })),
    ...atomFacets(wanted.atoms, got.atoms),
    { facet: "nothingAdded", wanted: [], got: added(wanted, got) },
  ];
  return facets.filter((each) => each.wanted !== undefined);
}

// Tools by their place instead of by name: where a name does not fit a vendor's alphabet or length
// another one may stand for it, everywhere the same.
function numbered(ask) {
  const place = (name) => {
    const at = ask.tools.findIndex((tool) => tool.name === name);
    return at < 0 ? name : `tool ${at}`;
  };
  return {
    ...ask,
    tools: ask.tools.map((tool) => ({ ...tool, name: place(tool.name) })),
    choice: ask.choice?.tool ? { tool: place(ask.choice.tool) } : ask.choice,
    atoms: ask.atoms.map((atom) => (atom.call
      ? { ...atom, call: { ...atom.call, name: place(atom.call.name) } } : atom)),
  };
}

export const same = isDeepStrictEqual;

const named = (tools) => tools?.map(({ name, description }) => ({ name, description }));
// What dialect of JSON Schema it is, need not be said.
const schemas = (tools) => tools?.map(({ schema: { $schema: _, ...schema } }) =>
  (isFreeform(schema) ? "freeform" : schema));
// One string called "input": how it is described is up to edgee.
const isFreeform = ({ properties: { input, ...others } = {} }) =>
  input?.type === "string" && Object.keys(others).length === 0;

// Anthropic demands max_tokens, so that one may be there unasked.
const added = (wanted, got) => ["system", "tools", ...settings].filter((name) =>
  name !== "maxTokens" && wanted[name] === undefined && got[name] !== undefined);

function atomFacets(wantedAtoms, gotAtoms) {
  const [wanted, got] = [wantedAtoms, gotAtoms].map(digest);
  return Object.keys(wanted)
    .filter((facet) => facet === "text" || facet === "order" || wanted[facet].length)
    .map((facet) => ({ facet, wanted: wanted[facet], got: got[facet] }));
}

function digest(atoms) {
  const { kept, moved } = withoutMoved(atoms);
  const pick = (what) => kept.filter((atom) => atom[what]).map((atom) => atom[what]);
  const calls = pick("call");
  const results = pick("result");
  const documents = pick("document");
  return {
    text: runs(kept),
    order: order(kept),
    images: pick("image"),
    documents: documents.map(({ name, ...content }) => content),
    documentNames: documents.map(({ name }) => name).filter(Boolean),
    calls: calls.map(({ name, args }) => ({ name, args })),
    results: results.map(({ id, text }) =>
      ({ of: calls.findIndex((call) => call.id === id), text: said(text) })),
    resultErrors: results.map((r) => r.error).filter(Boolean),
    resultImages: [...results.flatMap((r) => r.images), ...moved.map((image) => ({ moved: image }))],
    pastThinking: pick("thinking"),
  };
}

// A result without words may get some, where a vendor wants them.
const said = (text) => (/^\s*(\((no output|attached below)\))?\s*$/.test(text) ? "" : text);

// Where a result takes no images they follow behind it, with a caption: those are the result's.
function withoutMoved(atoms) {
  const kept = [];
  const moved = [];
  let behind = false;
  for (const [at, atom] of atoms.entries()) {
    behind = Boolean(atom.result) || (behind && atom.who === "user");
    const image = behind && (atom.image ?? (atom.text && atoms[at + 1]?.image));
    if (!image) kept.push(atom);
    else if (atom.image) moved.push(atom.image);
  }
  return { kept, moved };
}

// Texts of one speaker in a row are one, whatever blocks they came in.
function runs(atoms) {
  const out = [];
  for (const { who, text } of atoms.filter((atom) => atom.text !== undefined)) {
    if (out.at(-1)?.who === who) out.at(-1).text += `\n\n${text}`;
    else out.push({ who, text });
  }
  return out;
}

function order(atoms) {
  const kinds = atoms.filter((atom) => !atom.thinking).map((atom) =>
    `${atom.who} ${Object.keys(atom).find((name) => name !== "who" && name !== "signature")}`);
  return kinds.filter((kind, at) => kind !== kinds[at - 1] || !kind.endsWith("text"));
}

export function atomsOf(turns) {
  return turns.flatMap(({ who, parts }) => parts.map((part) => ({ who, ...part })));
}
