// A request in no provider's words: the form between dialects. Values; JSON inside stays as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace edgee {

struct TextPart {
  std::string text;
};
// Either base64 data with its media type, or a URL.
struct ImagePart {
  std::string media_type;
  std::string base64;
  std::string url;
};
struct DocumentPart {
  std::string media_type;  // application/pdf, text/plain
  std::string base64;
  std::string text;  // plain-text sources
  std::string url;
  std::string title;
};
// Thinking of an earlier answer. Only its producer can verify the signature.
struct ThinkingPart {
  std::string text;
  std::string signature;  // a signature, or encrypted content
  bool redacted = false;
};
struct ToolCallPart {
  std::string id;
  std::string name;
  std::string input_json;      // an object, as text; of a freeform tool {"input":"..."}
  std::string signature = {};  // where calls carry one (Gemini); only its producer can verify it
};
struct ToolResultPart {
  std::string call_id;
  std::vector<std::variant<TextPart, ImagePart, DocumentPart>> content;
  bool is_error = false;
};
// A block with no common form (server tools and the like): its type and its JSON text.
struct OpaquePart {
  std::string type;
  std::string json;
};
using Part = std::variant<TextPart, ImagePart, DocumentPart, ThinkingPart, ToolCallPart,
                          ToolResultPart, OpaquePart>;

// `system` inside the list is a mid-conversation instruction.
enum class Role { system, user, assistant };

struct Message {
  Role role = Role::user;
  std::vector<Part> parts;
};

// Names are unique in a conversation and hold [A-Za-z0-9_-] only, at most 64: a dialect that nests
// its tools or takes other names keeps the way back to itself.
struct ToolSpec {
  std::string name;
  std::string description;
  std::string schema_json;  // JSON Schema of the input, as text
  std::string server_type;  // "web_search_20250305": run by the provider, not by the agent
  // Its input is plain text, in the agent's dialect. For others it is a tool with one string,
  // "input", which is what schema_json says. `grammar_json`: what the text must match; "" = free.
  bool freeform = false;
  std::string grammar_json = {};
};

struct ToolChoice {
  enum class Kind { automatic, any, tool, none };
  Kind kind = Kind::automatic;
  std::string tool;
  bool parallel = true;
};

struct ThinkingWish {
  enum class Mode { unset, disabled, adaptive, budget };
  Mode mode = Mode::unset;
  std::int64_t budget_tokens = 0;
};

struct Conversation {
  std::string model;
  std::vector<std::string> system;  // without the agent's attribution block
  std::vector<Message> messages;
  std::vector<ToolSpec> tools;
  std::optional<ToolChoice> tool_choice;
  std::optional<std::int64_t> max_tokens;
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::vector<std::string> stop_sequences;
  ThinkingWish thinking;
  std::string effort;              // "", low, medium, high, xhigh, max
  std::string output_schema_json;  // structured output wanted; "" = none
  bool stream = false;
};

}  // namespace edgee
