// Made-up values that several files must agree on. Signatures look like the vendors' own, and an
// upstream takes back only the ones it gave out.

export const model = "scripted-model";
export const key = "fidelity-key-0123456789abcdef";

export const signatures = {
  anthropic: "RXFvQkNrWUlCaEFDR0FJaVFOb3QtYS1yZWFsLXNpZ25hdHVyZS1vZi1BbnRocm9waWM=",
  responses: "Z0FBQUFBQm5vdC1hLXJlYWwtZW5jcnlwdGVkLXJlYXNvbmluZy1pdGVt",
  gemini: "Q2lRQmRIZndub3QtYS1yZWFsLXRob3VnaHQtc2lnbmF0dXJl",
};

// The documented stand-ins for a signature nobody has (wire facts 5.4).
export const geminiSentinels =
  ["skip_thought_signature_validator", "context_engineering_is_the_way_to_go"];

export const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
export const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
export const pdf = Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n" +
  "<< /Root 1 0 R >>\n%%EOF\n").toString("base64");

// What a freeform tool is to those who have none: a tool with one string.
export const freeform =
  { type: "object", properties: { input: { type: "string" } }, required: ["input"] };

let count = 0;
// Ids as vendors give them: a prefix and letters that never repeat within a run.
export function freshId(prefix, length = 24) {
  count += 1;
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let id = "";
  for (let n = count * 7919, at = 0; at < length - 4; ++at, n = (n * 31 + 17) % 1000003) {
    id += letters[n % letters.length];
  }
  return prefix + id + String(count).padStart(4, "0");
}

export const clone = (value) => structuredClone(value);
