// Who serves models, where, and in which ways a wire differs from its dialect's documentation.
// Values; the rows are in core/catalog/providers.cpp, the user's own in config.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/credential.h"
#include "core/model/dialect_id.h"
#include "core/model/headers.h"

namespace edgee {

// `base_url` as vendors document it: ".../v1" for OpenAI dialects, the bare host (or path before
// /v1/messages) for anthropic-messages. A partial endpoint is used only when no other fits.
struct Endpoint {
  DialectId dialect = DialectId::openai_chat;
  std::string base_url;
  AuthScheme auth = AuthScheme::bearer;
  bool partial = false;
};

enum class MaxTokensField { max_tokens, max_completion_tokens };

// How this provider's OpenAI Chat wire departs from OpenAI's own.
struct ChatQuirks {
  MaxTokensField max_tokens_field = MaxTokensField::max_tokens;
  bool stream_options = true;              // include_usage is understood
  bool parallel_tool_calls = true;         // the field is understood
  bool tool_choice_forced = true;          // false: only auto and none
  std::string required_word = "required";  // Mistral says "any"
  bool images = true;
  bool reasoning_effort = false;      // the field is understood
  std::vector<std::string> efforts;   // the words it takes, lowest first; empty = low, medium, high
  bool echo_reasoning = false;        // reasoning_content must come back on tool-call turns
  std::string reasoning_placeholder;  // sent where foreign history has none
  std::size_t tool_id_length = 0;     // exactly so many [A-Za-z0-9] (Mistral 9); 0 = free
  std::size_t tool_id_max = 64;
  bool assistant_after_tool = false;  // a user turn may not follow a tool turn directly
  bool temperature = true;            // false: never send sampling fields
  bool stop_sequences = true;
  std::vector<std::string> dropped_schema_keywords;  // "pattern", "format", "$schema"...
  bool reasoning_models_refuse_tools = false;        // api.openai.com: Responses only
  bool json_schema = true;        // response_format json_schema; false: asked for in words
  std::string late_system_role;   // of a system message inside the conversation; "" = user
  bool files = false;             // takes PDF documents as "file" parts
  bool prompt_cache_key = false;  // the session may be named, which improves cache hits
  std::string extra_json;         // members added to every request: "\"thinking\":{...}"
  std::string first_call_json;    // members added to the first tool call of each turn
};

// How this provider's Messages wire departs from Anthropic's own.
struct MessagesQuirks {
  bool anthropic_models = false;  // serves Claude itself: betas, thinking and server tools work
  bool metadata = false;          // may see metadata (device and account ids)
  bool attribution = false;       // may see the agent's attribution block
  bool system_messages = false;   // takes role "system" inside messages
  bool context_management = false;
  bool output_config = false;
  bool thinking_adaptive = false;
  bool thinking_enabled = true;  // { type: enabled, budget_tokens }
  bool cache_control = true;     // accepted, be it ignored
  bool images = true;
  bool documents = false;
  bool server_tools = false;
  bool tool_choice_forced = true;
  bool temperature = true;
  std::vector<std::string> betas;  // anthropic-beta values that may pass; empty = none
};

// How this provider's Responses wire departs from OpenAI's own.
struct ResponsesQuirks {
  bool openai_models = false;        // OpenAI's own: every field and item of its API is understood
  bool freeform_tools = false;       // tools of type "custom"
  bool tool_namespaces = false;      // namespaces, additional_tools items and tool searches
  bool encrypted_reasoning = false;  // include reasoning.encrypted_content is understood
  bool reasoning_summary = false;    // reasoning.summary is understood
  std::vector<std::string> efforts;  // the words it takes, lowest first; empty = low, medium, high
  std::vector<std::string> always_reasons;  // models (globs) that refuse the effort "none"
  bool prompt_cache_key = false;            // the session may be named, which improves cache hits
  bool parallel_tool_calls = true;          // the field is understood
  bool tool_choice_forced = true;           // false: only auto and none
  bool store = true;                        // the field is understood
  bool developer_role = true;               // false: instructions in between have the role "system"
  bool json_schema = true;                  // text.format json_schema
  bool max_output_tokens = true;            // the field is understood
  bool temperature = true;                  // false: never send sampling fields
  bool images = true;
  bool files = false;  // takes PDF documents as "input_file" parts
};

// How this provider's generateContent wire departs from Google AI Studio's.
struct GeminiQuirks {
  bool parameters_json_schema = true;  // false: schemas of functions are an OpenAPI subset
  bool response_json_schema = true;    // false: the form of an answer is asked for in words
  bool schema_with_tools = true;       // false: not beside functions
  bool call_ids = true;                // calls and results carry ids
  bool signatures = true;              // takes the stand-in for signatures it did not give
  bool images = true;
  bool documents = true;     // PDF as inlineData
  bool web_files = true;     // fetches fileData from https addresses
  bool server_tools = true;  // googleSearch and the like; asked for by agents of this dialect only
  std::size_t tool_name_max = 128;
  std::vector<std::string> dropped_schema_keywords = {"$schema"};
  std::vector<std::string> dropped_fields;  // of the request or of its generationConfig
};

struct Provider {
  std::string id;     // "openrouter"
  std::string title;  // "OpenRouter"
  std::vector<Endpoint> endpoints;
  CredentialSpec credential;  // default: keychain entry of the same name
  std::string key_env;        // "OPENROUTER_API_KEY"
  std::string default_model;  // "" = none to suggest
  bool local = false;         // a server on this machine
  HeaderList extra_headers;
  ChatQuirks chat;
  MessagesQuirks messages;
  ResponsesQuirks responses;
  GeminiQuirks gemini;
};

// The endpoint for an agent of that dialect: its own dialect first unless partial, else the first
// one that `can_speak` lists. nullptr when none fits.
[[nodiscard]] const Endpoint* best_endpoint(const Provider& provider, DialectId agent_dialect,
                                            const std::vector<DialectId>& can_speak);

}  // namespace edgee
