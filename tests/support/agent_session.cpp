#include "tests/support/agent_session.h"

#include <algorithm>
#include <iterator>

namespace edgee::model {
namespace {

OrderedJson parameters() {
  return {{"type", "object"}, {"properties", OrderedJson::object()}};
}

OrderedJson list(const OrderedJson& one) {
  return OrderedJson::array({one});
}

OrderedJson ask_messages(const OrderedJson& turns) {
  return {{"model", "claude-opus-4-8"},
          {"max_tokens", 1024},
          {"messages", turns},
          {"tools", list({{"name", "Bash"}, {"input_schema", parameters()}})},
          {"stream", true}};
}

OrderedJson ask_responses(const OrderedJson& turns) {
  const OrderedJson tool{{"type", "function"},
                         {"name", "Bash"},
                         {"description", "Runs it."},
                         {"strict", false},
                         {"parameters", parameters()}};
  return {{"model", "gpt-6.1-sol"},
          {"instructions", "You are Codex."},
          {"input", turns},
          {"tools", list(tool)},
          {"tool_choice", "auto"},
          {"parallel_tool_calls", true},
          {"reasoning", {{"effort", "medium"}, {"summary", "auto"}}},
          {"store", false},
          {"stream", true},
          {"include", list("reasoning.encrypted_content")}};
}

OrderedJson ask_chat(const OrderedJson& turns) {
  const OrderedJson function{{"name", "Bash"}, {"parameters", parameters()}};
  return {{"model", "gpt-6.1-sol"},
          {"messages", turns},
          {"tools", list({{"type", "function"}, {"function", function}})},
          {"stream", true},
          {"stream_options", {{"include_usage", true}}}};
}

OrderedJson ask_gemini(const OrderedJson& turns) {
  const OrderedJson function{{"name", "Bash"}, {"parametersJsonSchema", parameters()}};
  return {{"contents", turns},
          {"tools", list({{"functionDeclarations", list(function)}})},
          {"generationConfig", {{"thinkingConfig", {{"includeThoughts", true}}}}}};
}

OrderedJson block_of(const Item& item) {
  if (item.kind == Item::Kind::text) return {{"type", "text"}, {"text", item.text}};
  if (item.kind == Item::Kind::thinking) {
    return {{"type", "thinking"}, {"thinking", item.text}, {"signature", item.signature}};
  }
  return {{"type", "tool_use"},
          {"id", item.id},
          {"name", item.name},
          {"input", OrderedJson::parse(item.input)}};
}

// Without reasoning: what is not encrypted cannot be sent back.
OrderedJson response_item(const Item& item) {
  if (item.kind == Item::Kind::tool) {
    return {{"type", "function_call"},
            {"call_id", item.id},
            {"name", item.name},
            {"arguments", item.input}};
  }
  return {{"type", "message"},
          {"role", "assistant"},
          {"content", list({{"type", "output_text"}, {"text", item.text}})}};
}

OrderedJson chat_message(const std::vector<Item>& items) {
  std::string text;
  OrderedJson calls = OrderedJson::array();
  for (const Item& item : items) {
    if (item.kind == Item::Kind::text) text += item.text;
    if (item.kind != Item::Kind::tool) continue;
    calls.push_back({{"id", item.id},
                     {"type", "function"},
                     {"function", {{"name", item.name}, {"arguments", item.input}}}});
  }
  OrderedJson message{{"role", "assistant"}, {"content", text}};
  if (!calls.empty()) message["tool_calls"] = calls;
  return message;
}

OrderedJson gemini_part(const Item& item) {
  if (item.kind != Item::Kind::tool) return {{"text", item.text}};
  return {{"functionCall",
           {{"id", item.id}, {"name", item.name}, {"args", OrderedJson::parse(item.input)}}}};
}

// As the agent would send it back, without thinking where the dialect has none to send.
std::vector<Item> worth_sending(DialectId dialect, const std::vector<Item>& items) {
  std::vector<Item> sent;
  std::copy_if(items.begin(), items.end(), std::back_inserter(sent), [dialect](const Item& item) {
    if (item.kind == Item::Kind::thinking) return dialect == DialectId::anthropic_messages;
    return item.kind == Item::Kind::tool || !item.text.empty();
  });
  return sent;
}

OrderedJson first_turn(DialectId dialect) {
  if (dialect == DialectId::gemini) return {{"role", "user"}, {"parts", list({{"text", "Go."}})}};
  if (dialect != DialectId::openai_responses) return {{"role", "user"}, {"content", "Go."}};
  return {{"type", "message"},
          {"role", "user"},
          {"content", list({{"type", "input_text"}, {"text", "Go."}})}};
}

}  // namespace

std::string model_path(DialectId agent) {
  switch (agent) {
    case DialectId::anthropic_messages:
      return "/v1/messages?beta=true";
    case DialectId::openai_responses:
      return "/v1/responses";
    case DialectId::openai_chat:
      return "/v1/chat/completions";
    case DialectId::gemini:
      return "/v1beta/models/gemini-4-argon:streamGenerateContent?alt=sse";
  }
  return {};
}

AgentSession::AgentSession(DialectId dialect) : dialect_(dialect) {
  turns_.push_back(first_turn(dialect));
}

std::string AgentSession::request() const {
  switch (dialect_) {
    case DialectId::anthropic_messages:
      return dump_json(ask_messages(turns_));
    case DialectId::openai_responses:
      return dump_json(ask_responses(turns_));
    case DialectId::openai_chat:
      return dump_json(ask_chat(turns_));
    case DialectId::gemini:
      return dump_json(ask_gemini(turns_));
  }
  return {};
}

bool AgentSession::take(const std::vector<std::vector<Item>>& messages) {
  std::vector<Item> calls;
  for (const std::vector<Item>& items : messages) {
    for (const Item& item : items) {
      if (item.kind == Item::Kind::text) said_ += item.text;
      if (item.kind == Item::Kind::tool) calls.push_back(item);
    }
    const std::vector<Item> sent = worth_sending(dialect_, items);
    if (!sent.empty()) add_message(sent);
  }
  runs_.insert(runs_.end(), calls.begin(), calls.end());
  if (!calls.empty()) add_results(calls);
  return !calls.empty();
}

void AgentSession::add_message(const std::vector<Item>& items) {
  if (dialect_ == DialectId::openai_chat) return turns_.push_back(chat_message(items));
  OrderedJson parts = OrderedJson::array();
  for (const Item& item : items) {
    if (dialect_ == DialectId::openai_responses) turns_.push_back(response_item(item));
    if (dialect_ == DialectId::anthropic_messages) parts.push_back(block_of(item));
    if (dialect_ == DialectId::gemini) parts.push_back(gemini_part(item));
  }
  if (dialect_ == DialectId::anthropic_messages) {
    turns_.push_back({{"role", "assistant"}, {"content", parts}});
  } else if (dialect_ == DialectId::gemini) {
    turns_.push_back({{"role", "model"}, {"parts", parts}});
  }
}

void AgentSession::add_results(const std::vector<Item>& calls) {
  OrderedJson parts = OrderedJson::array();
  for (const Item& call : calls) {
    if (dialect_ == DialectId::openai_responses) {
      turns_.push_back(
          {{"type", "function_call_output"}, {"call_id", call.id}, {"output", "done"}});
    } else if (dialect_ == DialectId::openai_chat) {
      turns_.push_back({{"role", "tool"}, {"tool_call_id", call.id}, {"content", "done"}});
    } else if (dialect_ == DialectId::anthropic_messages) {
      parts.push_back({{"type", "tool_result"}, {"tool_use_id", call.id}, {"content", "done"}});
    } else {
      parts.push_back(
          {{"functionResponse",
            {{"id", call.id}, {"name", call.name}, {"response", {{"output", "done"}}}}}});
    }
  }
  if (dialect_ == DialectId::anthropic_messages) {
    turns_.push_back({{"role", "user"}, {"content", parts}});
  } else if (dialect_ == DialectId::gemini) {
    turns_.push_back({{"role", "user"}, {"parts", parts}});
  }
}

std::vector<std::string> judge_session(const Script& script, const AgentSession& session) {
  std::vector<std::string> complaints;
  const std::string meant = intended_text(script);
  const bool joins = session.dialect() == DialectId::openai_chat;
  const bool same = joins ? reach(meant, session.said()) == meant.size() : session.said() == meant;
  if (!same) {
    complaints.push_back("the text is:\n" + session.said() + "\nand not:\n" + meant);
  }
  const std::vector<Item> tools = intended_tools(script);
  for (const Item& tool : tools) {
    const auto times =
        std::count_if(session.runs().begin(), session.runs().end(), [&tool](const Item& run) {
          return run.name == tool.name && parse_json(run.input) == parse_json(tool.input);
        });
    if (times != 1) complaints.push_back(tool.mark + " ran " + std::to_string(times) + " times");
  }
  if (session.runs().size() != tools.size()) {
    complaints.push_back(std::to_string(session.runs().size()) + " tools ran, not " +
                         std::to_string(tools.size()));
  }
  return complaints;
}

}  // namespace edgee::model
