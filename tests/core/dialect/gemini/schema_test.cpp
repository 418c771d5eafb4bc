#include "core/dialect/gemini/schema.h"

#include <doctest/doctest.h>

#include "core/base/json.h"

namespace edgee::gemini {
namespace {

Json json(std::string_view text) {
  return parse_json(text).value_or(Json());
}

}  // namespace

TEST_SUITE("core/dialect/gemini/schema") {
  TEST_CASE("what the subset of OpenAPI cannot say is left out or said otherwise") {
    struct Row {
      const char* name;
      const char* given;
      const char* written;
    };
    const Row rows[] = {
        {"unknown keywords", R"({"$schema":"x","type":"object","additionalProperties":false})",
         R"({"type":"object"})"},
        {"properties keep their names",
         R"({"type":"object","properties":{"$ref":{"type":"string","exclusiveMinimum":1}},"required":["$ref"]})",
         R"({"type":"object","required":["$ref"],"properties":{"$ref":{"type":"string"}}})"},
        {"a constant is a list of one", R"({"const":"a"})", R"({"enum":["a"],"type":"string"})"},
        {"only words are listed", R"({"type":"integer","enum":[1,2]})", R"({"type":"integer"})"},
        {"no empty words", R"({"type":"string","enum":["","a"]})", R"({"type":"string"})"},
        {"null is a flag", R"({"type":["string","null"]})", R"({"type":"string","nullable":true})"},
        {"a choice with null", R"({"oneOf":[{"type":"integer"},{"type":"null"}]})",
         R"({"type":"integer","nullable":true})"},
        {"a choice", R"({"type":"object","oneOf":[{"type":"integer"},{"type":"string"}]})",
         R"({"type":"object","anyOf":[{"type":"integer"},{"type":"string"}]})"},
        {"a reference",
         R"({"type":"object","properties":{"a":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"number"}}})",
         R"({"type":"object","properties":{"a":{"type":"number"}}})"},
        {"all of several",
         R"({"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]})",
         R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}})"},
        {"items are needed", R"({"type":"array"})",
         R"({"type":"array","items":{"type":"string"}})"},
        {"no schema", "nonsense", R"({"type":"object"})"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.name);
      CHECK(json(openapi_of(row.given)) == json(row.written));
    }
  }

  TEST_CASE("a schema that refers to itself is written, and soon") {
    std::string fields;
    for (int i = 0; i < 12; ++i)
      fields += (i == 0 ? "" : ",") + std::string("\"f") + std::to_string(i) +
                R"(":{"$ref":"#/$defs/T"})";
    const std::string schema =
        R"({"$ref":"#/$defs/T","$defs":{"T":{"type":"object","properties":{)" + fields + "}}}}";
    const Json written = json(openapi_of(schema));
    CHECK(written["type"] == "object");
    CHECK(written["properties"]["f0"]["type"] == "object");
  }

  TEST_CASE("a schema with odd values is no reason to fall") {
    for (const char* schema :
         {R"({"type":7,"nullable":"yes","anyOf":3})", R"({"anyOf":[{"type":["a"]},null,5]})",
          R"({"$ref":"#/~2"})", R"({"$ref":"#/properties/0/x","properties":[1]})",
          R"({"allOf":[null,{"$ref":"#"}]})"}) {
      CAPTURE(schema);
      CHECK(json(openapi_of(schema)).is_object());
      CHECK(json(json_schema_of(schema)).is_object());
    }
  }

  TEST_CASE("OpenAPI's words become those of JSON Schema") {
    CHECK(
        json(json_schema_of(
            R"({"type":"OBJECT","propertyOrdering":["a"],"properties":{"type":{"type":"STRING",)"
            R"("nullable":true},"b":{"type":"ARRAY","minItems":"1","items":{"type":"INTEGER"}}}})")) ==
        json(R"({"type":"object","properties":{"type":{"type":["string","null"]},)"
             R"("b":{"type":"array","minItems":1,"items":{"type":"integer"}}}})"));
  }

  TEST_CASE("a keyword that is refused goes, at any depth, and nothing else changes") {
    const std::vector<std::string> words{"$schema"};
    CHECK(without_keywords(R"({ "type" : "object" })", words) == R"({ "type" : "object" })");
    CHECK(
        json(without_keywords(
            R"({"$schema":"x","properties":{"a":{"$schema":"y","type":"string"}},"enum":["$schema"]})",
            words)) == json(R"({"properties":{"a":{"type":"string"}},"enum":["$schema"]})"));
  }
}

}  // namespace edgee::gemini
