// An object that may hold more than is named: answers grow members with every release.
import { record } from "../../lib/strict.js";

export const loose = (required) => (value, path, problems) => {
  const before = problems.length;
  record(value, path, problems);
  if (problems.length > before) return;
  for (const [name, schema] of Object.entries(required)) {
    schema(value[name], `${path}.${name}`, problems);
  }
};
