#include "core/dialect/openai_chat/schema.h"

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

struct Row {
  const char* name;
  const char* schema;
  std::vector<std::string> dropped;
  const char* cleaned;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"$schema always goes",
       R"({"$schema":"x","type":"object","properties":{}})",
       {},
       R"({"type":"object","properties":{}})"},
      {"nothing gives an empty input", "", {}, R"({"type":"object","properties":{}})"},
      {"garbage gives an empty input", "{\"type\":", {}, R"({"type":"object","properties":{}})"},
      {"null gives an empty input", "null", {}, R"({"type":"object","properties":{}})"},
      {"{} gets type and properties", "{}", {}, R"({"type":"object","properties":{}})"},
      {"order of properties stays",
       R"({"type":"object","properties":{"z":{},"a":{}}})",
       {},
       R"({"type":"object","properties":{"z":{},"a":{}}})"},
      {"keywords go at any depth",
       R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"string","format":"uri"}}}})",
       {"format"},
       R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}})"},
      {"a property of that name stays",
       R"({"type":"object","properties":{"format":{"type":"string","format":"uri"}},"required":["format"]})",
       {"format"},
       R"({"type":"object","properties":{"format":{"type":"string"}},"required":["format"]})"},
      {"const becomes enum",
       R"({"type":"object","properties":{"a":{"const":"x"}}})",
       {"const"},
       R"({"type":"object","properties":{"a":{"enum":["x"]}}})"},
      {"oneOf becomes anyOf",
       R"({"type":"object","properties":{"a":{"oneOf":[{"const":1},{"type":"null"}]}}})",
       {"oneOf", "const"},
       R"({"type":"object","properties":{"a":{"anyOf":[{"enum":[1]},{"type":"null"}]}}})"},
      {"data is left alone",
       R"({"type":"object","properties":{"a":{"default":{"format":"x"},"enum":[{"format":1}]}}})",
       {"format"},
       R"({"type":"object","properties":{"a":{"default":{"format":"x"},"enum":[{"format":1}]}}})"},
  };
  return kRows;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/schema") {
  TEST_CASE("schemas are cleaned") {
    for (const Row& row : rows()) {
      CAPTURE(row.name);
      CHECK(dump_json(openai_chat::clean_schema(row.schema, row.dropped)) == row.cleaned);
    }
  }

  TEST_CASE("nesting without end is no schema") {
    const std::string deep = std::string(100'000, '[');
    CHECK(dump_json(openai_chat::clean_schema(deep, {})) == R"({"type":"object","properties":{}})");
  }
}

}  // namespace edgee::test
