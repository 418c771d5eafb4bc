#include "tests/support/answer_render.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "tests/support/gemini_render.h"
#include "tests/support/responses_render.h"
#include "tests/support/wire_words.h"

namespace edgee::model {
namespace {

// Cuts text into deltas, never within a letter.
std::vector<std::string> pieces_of(const std::string& text, std::size_t most, Dice& dice) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + dice.between(1, most));
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
      ++end;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

std::string input_of(const Item& item, const Rest& rest, const Rendering& how) {
  const bool spoil =
      how.spoil_tools &&
      &item == &*std::find_if(rest.items.rbegin(), rest.items.rend(),
                              [](const Item& one) { return one.kind == Item::Kind::tool; });
  return spoil ? item.input.substr(0, item.input.size() - 1) : item.input;
}

class Renderer {
 public:
  Renderer(const Rest& rest, const Rendering& how, Dice& dice)
      : rest_(rest), how_(how), dice_(dice) {}

  Rendered messages() {
    add(wire::start(how_.message_id));
    for (std::size_t i = 0; i < rest_.items.size(); ++i)
      block(static_cast<int>(i), rest_.items[i]);
    out_.stop = out_.events.size();
    add(wire::stop_reason(rest_.stop_reason));
    out_.events.push_back(wire::stop());
    return std::move(out_);
  }

  Rendered responses() {
    const auto pieces = [this](const std::string& text) {
      return pieces_of(text, how_.most_piece, dice_);
    };
    const auto input = [this](const Item& item) {
      return item.kind == Item::Kind::tool ? input_of(item, rest_, how_) : std::string();
    };
    for (std::string& event : responses_events(rest_, how_.message_id, pieces, input))
      add(std::move(event));
    out_.stop = out_.events.size();
    out_.events.push_back(responses_completed(rest_, how_.message_id));
    return std::move(out_);
  }

  Rendered gemini() {
    const auto pieces = [this](const std::string& text) {
      return pieces_of(text, how_.most_piece, dice_);
    };
    for (std::string& chunk : gemini_chunks(rest_, how_.message_id, pieces, how_.spoil_tools))
      add(std::move(chunk));
    out_.stop = out_.events.size();
    out_.events.push_back(gemini_last(how_.message_id, how_.spoil_tools));
    return std::move(out_);
  }

  // The texts come first, as Chat has one text for an answer.
  Rendered chat() {
    chunk({{"role", "assistant"}, {"content", ""}}, nullptr);
    for (const Item& item : rest_.items) {
      if (item.kind == Item::Kind::thinking) say("reasoning_content", item.text);
    }
    for (const Item& item : rest_.items) {
      if (item.kind == Item::Kind::text) say("content", item.text);
    }
    int index = 0;
    for (const Item& item : rest_.items) {
      if (item.kind == Item::Kind::tool) call(index++, item);
    }
    out_.stop = out_.events.size();
    chunk(OrderedJson::object(), rest_.stop_reason == "tool_use" ? "tool_calls" : "stop");
    OrderedJson usage = frame();
    usage["choices"] = OrderedJson::array();
    usage["usage"] = {{"prompt_tokens", 10}, {"completion_tokens", 20}, {"total_tokens", 30}};
    out_.events.push_back("data: " + dump_json(usage) + "\n\n");
    out_.events.emplace_back("data: [DONE]\n\n");
    return std::move(out_);
  }

 private:
  void add(std::string event) {
    out_.events.push_back(std::move(event));
    if (!how_.pings || !dice_.chance(1, 12)) return;
    const bool ping = how_.dialect == DialectId::anthropic_messages && dice_.chance(1, 2);
    out_.events.push_back(ping ? wire::ping() : ": keep-alive\n\n");
  }
  void block(int index, const Item& item) {
    if (item.kind == Item::Kind::thinking) {
      add(wire::open_thinking(index));
      for (const std::string& piece : pieces_of(item.text, how_.most_piece, dice_))
        add(wire::thought(index, piece));
      add(wire::signature(index, item.signature));
    } else if (item.kind == Item::Kind::text) {
      add(wire::open_text(index));
      for (const std::string& piece : pieces_of(item.text, how_.most_piece, dice_))
        add(wire::text(index, piece));
    } else {
      add(wire::open_tool(index, item.id, item.name));
      if (dice_.chance(1, 3)) add(wire::input(index, ""));
      for (const std::string& piece :
           pieces_of(input_of(item, rest_, how_), how_.most_piece, dice_))
        add(wire::input(index, piece));
    }
    add(wire::close(index));
  }

  [[nodiscard]] OrderedJson frame() const {
    return {{"id", how_.message_id},
            {"object", "chat.completion.chunk"},
            {"created", 0},
            {"model", "m"}};
  }
  void chunk(const OrderedJson& delta, const OrderedJson& finish) {
    OrderedJson all = frame();
    all["choices"] =
        OrderedJson::array({{{"index", 0}, {"delta", delta}, {"finish_reason", finish}}});
    add("data: " + dump_json(all) + "\n\n");
  }
  void say(const std::string& field, const std::string& words) {
    for (const std::string& piece : pieces_of(words, how_.most_piece, dice_))
      chunk({{field, piece}}, nullptr);
  }
  void call(int index, const Item& item) {
    const OrderedJson first{{"index", index},
                            {"id", item.id},
                            {"type", "function"},
                            {"function", {{"name", item.name}, {"arguments", ""}}}};
    chunk({{"tool_calls", OrderedJson::array({first})}}, nullptr);
    for (const std::string& piece :
         pieces_of(input_of(item, rest_, how_), how_.most_piece, dice_)) {
      const OrderedJson more{{"index", index}, {"function", {{"arguments", piece}}}};
      chunk({{"tool_calls", OrderedJson::array({more})}}, nullptr);
    }
  }

  const Rest& rest_;
  const Rendering& how_;
  Dice& dice_;
  Rendered out_;
};

OrderedJson whole_block(const Item& item) {
  if (item.kind == Item::Kind::text) return {{"type", "text"}, {"text", item.text}};
  if (item.kind == Item::Kind::thinking) {
    return {{"type", "thinking"}, {"thinking", item.text}, {"signature", item.signature}};
  }
  return {{"type", "tool_use"},
          {"id", item.id},
          {"name", item.name},
          {"input", OrderedJson::parse(item.input)}};
}

std::string whole_message(const Rest& rest, const Rendering& how) {
  OrderedJson content = OrderedJson::array();
  for (const Item& item : rest.items)
    content.push_back(whole_block(item));
  return dump_json(OrderedJson{{"id", how.message_id},
                               {"type", "message"},
                               {"role", "assistant"},
                               {"model", "m"},
                               {"content", content},
                               {"stop_reason", rest.stop_reason},
                               {"stop_sequence", nullptr},
                               {"usage", {{"input_tokens", 10}, {"output_tokens", 20}}}});
}

std::string whole_completion(const Rest& rest, const Rendering& how) {
  std::string text;
  OrderedJson calls = OrderedJson::array();
  for (const Item& item : rest.items) {
    if (item.kind == Item::Kind::text) text += item.text;
    if (item.kind != Item::Kind::tool) continue;
    calls.push_back({{"id", item.id},
                     {"type", "function"},
                     {"function", {{"name", item.name}, {"arguments", item.input}}}});
  }
  OrderedJson message{{"role", "assistant"}, {"content", text}};
  if (!calls.empty()) message["tool_calls"] = calls;
  const char* finish = calls.empty() ? "stop" : "tool_calls";
  return dump_json(OrderedJson{
      {"id", how.message_id},
      {"object", "chat.completion"},
      {"model", "m"},
      {"choices",
       OrderedJson::array({{{"index", 0}, {"message", message}, {"finish_reason", finish}}})},
      {"usage", {{"prompt_tokens", 10}, {"completion_tokens", 20}, {"total_tokens", 30}}}});
}

}  // namespace

Rendered render(const Rest& rest, const Rendering& how, Dice& dice) {
  Renderer renderer(rest, how, dice);
  if (how.dialect == DialectId::openai_responses) return renderer.responses();
  if (how.dialect == DialectId::gemini) return renderer.gemini();
  return how.dialect == DialectId::openai_chat ? renderer.chat() : renderer.messages();
}

std::string render_whole(const Rest& rest, const Rendering& how) {
  if (how.dialect == DialectId::openai_responses) {
    return dump_json(responses_object(rest, how.message_id));
  }
  if (how.dialect == DialectId::gemini) return gemini_whole(rest, how.message_id);
  return how.dialect == DialectId::openai_chat ? whole_completion(rest, how)
                                               : whole_message(rest, how);
}

}  // namespace edgee::model
