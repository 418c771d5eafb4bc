#include "tests/support/gemini_render.h"

#include <utility>

namespace edgee::model {
namespace {

OrderedJson words_part(const Item& item, const std::string& words) {
  OrderedJson part{{"text", words}};
  if (item.kind == Item::Kind::thinking) part["thought"] = true;
  return part;
}

OrderedJson call_part(const Item& item) {
  return {{"functionCall",
           {{"id", item.id}, {"name", item.name}, {"args", OrderedJson::parse(item.input)}}}};
}

// "" as `finish`: the model goes on.
OrderedJson response(const OrderedJson& parts, const std::string& finish, const std::string& id) {
  OrderedJson candidate{{"content", {{"role", "model"}, {"parts", parts}}}};
  if (!finish.empty()) candidate["finishReason"] = finish;
  candidate["index"] = 0;
  OrderedJson all{{"candidates", OrderedJson::array({candidate})}};
  all["usageMetadata"] = {
      {"promptTokenCount", 10}, {"candidatesTokenCount", 20}, {"totalTokenCount", 30}};
  all["modelVersion"] = "m";
  all["responseId"] = id;
  return all;
}

std::string chunk(const OrderedJson& part, const std::string& finish, const std::string& id) {
  return "data: " + dump_json(response(OrderedJson::array({part}), finish, id)) + "\r\n\r\n";
}

}  // namespace

std::vector<std::string> gemini_chunks(
    const Rest& rest, const std::string& id,
    const std::function<std::vector<std::string>(const std::string& text)>& pieces, bool spoiled) {
  std::vector<std::string> chunks;
  for (const Item& item : rest.items) {
    if (item.kind == Item::Kind::tool) {
      chunks.push_back(chunk(call_part(item), "", id));
      continue;
    }
    for (const std::string& piece : pieces(item.text))
      chunks.push_back(chunk(words_part(item, piece), "", id));
  }
  while (spoiled && !chunks.empty()) {
    const bool call = chunks.back().find("\"functionCall\"") != std::string::npos;
    chunks.pop_back();
    if (call) break;
  }
  return chunks;
}

std::string gemini_last(const std::string& id, bool spoiled) {
  return chunk({{"text", ""}}, spoiled ? "MALFORMED_FUNCTION_CALL" : "STOP", id);
}

std::string gemini_whole(const Rest& rest, const std::string& id) {
  OrderedJson parts = OrderedJson::array();
  for (const Item& item : rest.items)
    parts.push_back(item.kind == Item::Kind::tool ? call_part(item) : words_part(item, item.text));
  return dump_json(response(parts, "STOP", id));
}

}  // namespace edgee::model
