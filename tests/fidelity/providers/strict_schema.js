// OpenAI's rule for schemas with strict:true: each object names all its members as required and
// allows no others (https://developers.openai.com/api/docs/guides/structured-outputs).
export function isStrict(schema) {
  if (schema === null || typeof schema !== "object") return true;
  if (schema.type === "object") {
    const names = Object.keys(schema.properties ?? {});
    if (schema.additionalProperties !== false) return false;
    if (!names.every((name) => schema.required?.includes(name))) return false;
  }
  return Object.values(schema.properties ?? {}).every(isStrict) &&
    (schema.items === undefined || isStrict(schema.items));
}
