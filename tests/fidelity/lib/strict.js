// Schemas as functions: (value, path, problems) adds a sentence for each thing that is wrong.
// An object knows all its members: another one is a problem, as at the vendors' own servers.

const kind = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

const plain = (name, fits) => (value, path, problems) => {
  if (!fits(value)) problems.push(`${path}: must be ${name}, is ${kind(value)}`);
};

export const any = () => {};
export const string = plain("a string", (v) => typeof v === "string");
export const text = plain("a string that is not empty", (v) => typeof v === "string" && v !== "");
export const number = plain("a number", (v) => typeof v === "number");
export const integer = plain("a whole number", Number.isInteger);
export const boolean = plain("a boolean", (v) => typeof v === "boolean");
export const record = plain("an object", (v) => kind(v) === "object");

export const between = (least, most) => (value, path, problems) => {
  if (typeof value !== "number" || value < least || value > most) {
    problems.push(`${path}: must be a number from ${least} to ${most}`);
  }
};

export const whole = (least, most = Infinity) => (value, path, problems) => {
  integer(value, path, problems);
  if (Number.isInteger(value)) between(least, most)(value, path, problems);
};

export const oneOf = (...words) => (value, path, problems) => {
  if (!words.includes(value)) {
    problems.push(`${path}: must be one of ${words.join(", ")}, is ${JSON.stringify(value)}`);
  }
};

export const matching = (pattern) => (value, path, problems) => {
  if (typeof value !== "string" || !pattern.test(value)) {
    problems.push(`${path}: must match ${pattern}, is ${JSON.stringify(value)}`);
  }
};

export const base64 = (value, path, problems) => {
  const good = typeof value === "string" && value !== "" && value.length % 4 === 0 &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(value);
  if (!good) problems.push(`${path}: must be base64`);
};

export const nullable = (schema) => (value, path, problems) => {
  if (value !== null) schema(value, path, problems);
};

export const list = (schema, { least = 0, most = Infinity } = {}) => (value, path, problems) => {
  if (!Array.isArray(value)) return void problems.push(`${path}: must be a list, is ${kind(value)}`);
  if (value.length < least) problems.push(`${path}: holds fewer than ${least}`);
  if (value.length > most) problems.push(`${path}: holds more than ${most}`);
  value.forEach((item, at) => schema(item, `${path}.${at}`, problems));
};

export const object = (required, optional = {}) => (value, path, problems) => {
  if (kind(value) !== "object") {
    return void problems.push(`${path}: must be an object, is ${kind(value)}`);
  }
  for (const name of Object.keys(required)) {
    if (!(name in value)) problems.push(`${path}.${name}: Field required`);
  }
  for (const [name, member] of Object.entries(value)) {
    const schema = required[name] ?? optional[name];
    if (schema) schema(member, `${path}.${name}`, problems);
    else problems.push(`${path}.${name}: Extra inputs are not permitted`);
  }
};

// Objects told apart by one member, as "type" tells blocks apart.
export const tagged = (tag, schemas) => (value, path, problems) => {
  if (kind(value) !== "object") {
    return void problems.push(`${path}: must be an object, is ${kind(value)}`);
  }
  const schema = Object.hasOwn(schemas, value[tag]) ? schemas[value[tag]] : undefined;
  if (schema) schema(value, path, problems);
  else problems.push(`${path}.${tag}: ${JSON.stringify(value[tag])} is not known here`);
};

// The first schema whose kind of value fits: a string or a list of parts, say.
export const either = (...choices) => (value, path, problems) => {
  const tries = choices.map((schema) => {
    const found = [];
    schema(value, path, found);
    return found;
  });
  if (tries.some((found) => found.length === 0)) return;
  problems.push(...tries.reduce((best, found) => (deeper(found) > deeper(best) ? found : best)));
};

const deeper = (found) => Math.max(...found.map((problem) => problem.split(":")[0].length));

export function check(schema, value, path) {
  const problems = [];
  schema(value, path, problems);
  return problems;
}
