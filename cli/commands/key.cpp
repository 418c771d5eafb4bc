// `edgee key`: the words and flags, and set and remove.
#include "cli/commands/key.h"

#include <algorithm>
#include <istream>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/default_chain.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/credential/key_file.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxKey = std::size_t{64} * 1024;

struct KeyFlags {
  std::string name;
  bool file = false;
  bool json = false;
};

// "openrouter" or "openrouter/work"; nothing that could be mistaken elsewhere.
Result<void> check_name(const std::string& name) {
  const auto parts = split(name, '/');
  const bool well_formed =
      parts.size() <= 2 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '.' || c == '_' || c == '-';
        });
      });
  if (well_formed) return {};
  return fail("\"" + printable(name) + "\" is no name for a key",
              "PROVIDER or PROVIDER/NAME, for example openrouter or openrouter/work", kExitUsage);
}

// A key may be stored before its provider is configured, so this only warns. A broken
// configuration is no reason to refuse either.
void warn_about_unknown(Context& context, const std::string& name) {
  const std::string id = name.substr(0, name.find('/'));
  std::vector<std::string> known;
  for (const Provider& row : catalog_providers())
    known.push_back(row.id);
  if (const auto config = load_config(context)) {
    for (const auto& [configured, row] : config->providers)
      known.push_back(configured);
  }
  if (std::find(known.begin(), known.end(), id) != known.end()) return;
  const std::string nearest = nearest_word(id, known);
  context.io().err << "edgee: no provider \"" << id << "\" is known or configured";
  if (!nearest.empty()) context.io().err << "; did you mean \"" << nearest << "\"?";
  context.io().err << '\n';
}

// All of stdin, without the line break at its end.
Result<Secret> read_piped(std::istream& in) {
  std::string text(kMaxKey + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  const bool too_long = text.size() > kMaxKey;
  std::string key;
  key.reserve(text.size());
  key = trim(text);
  wipe(text);
  Secret secret(std::move(key));
  if (too_long) return fail("the key is longer than 64 KiB");
  return secret;
}

Result<Secret> read_key(Context& context, const std::string& name) {
  auto read = context.io().in_is_terminal ? context.read_hidden("Key for " + name + ": ")
                                          : read_piped(context.io().in);
  if (!read) return read;
  if (trim(read->reveal()).size() != read->reveal().size()) {
    read = Secret(std::string(trim(read->reveal())));
  }
  if (read->empty()) return fail("the key is empty, so nothing was stored");
  const std::string_view text = read->reveal();
  if (std::any_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
    return fail("the key is more than one line, or has control characters in it");
  }
  return read;
}

// So that a launch knows of the key without waiting for the keychain. Losing the note costs time,
// not the key.
void note(Context& context, const std::string& name, bool there) {
  const auto noted = there ? context.store().set_note(kKeyNotes, name, "")
                           : context.store().remove_note(kKeyNotes, name);
  if (!noted) context.io().err << "edgee: " << noted.error().message << '\n';
}

using KeyVerb = Result<int> (*)(Context& context, const KeyFlags& flags);

std::pair<CLI::App*, std::shared_ptr<KeyFlags>> add_verb(CLI::App& key, Context& context, Run& run,
                                                         const char* name, const char* summary,
                                                         KeyVerb verb) {
  CLI::App* const command = key.add_subcommand(name, summary);
  auto flags = std::make_shared<KeyFlags>();
  command->callback([flags, verb, &context, &run] {
    run = [flags, verb, &context] { return verb(context, *flags); };
  });
  return {command, std::move(flags)};
}

}  // namespace

Result<int> set_key(Context& context, const std::string& name, bool file) {
  if (auto named = check_name(name); !named) return tl::unexpected<Error>(named.error());
  warn_about_unknown(context, name);
  const auto key = read_key(context, name);
  if (!key) return tl::unexpected<Error>(key.error());
  KeyFile in_file(context.files(), context.paths().secrets_file);
  auto stored = file ? in_file.set(name, *key) : context.secrets().set(name, *key);
  if (!stored) return tl::unexpected<Error>(stored.error());
  note(context, name, /*there=*/true);
  const auto found = in_file.get(name);
  context.io().err << "stored the key of " << name << " in "
                   << (found && *found ? context.paths().secrets_file : "the keychain") << '\n';
  return 0;
}

Result<int> remove_key(Context& context, const std::string& name) {
  const auto removed = context.secrets().remove(name);
  if (!removed) return tl::unexpected<Error>(removed.error());
  note(context, name, /*there=*/false);
  if (!*removed) return fail("there is no key of " + printable(name), "edgee key list");
  context.io().err << "removed the key of " << name << '\n';
  return 0;
}

void declare_key(CLI::App& command, Context& context, Run& run) {
  command.footer(
      "Keys are read from stdin or a hidden prompt, never from the command line.\n\n"
      "Examples:\n"
      "  edgee key set openrouter\n"
      "  op read op://dev/openrouter/key | edgee key set openrouter/work");
  {
    auto [set, flags] =
        add_verb(command, context, run, "set", "Store a key in the keychain",
                 [](Context& c, const KeyFlags& f) { return set_key(c, f.name, f.file); });
    set->add_option("name", flags->name, "PROVIDER, or PROVIDER/NAME for one of several")
        ->required();
    set->add_flag("--insecure-file", flags->file,
                  "Keep it in a file that only you can read, where there is no keychain");
    set->footer("Examples:\n  edgee key set openrouter\n  edgee key set --insecure-file zai < key");
  }
  {
    auto [list, flags] =
        add_verb(command, context, run, "list", "The keys by name, and where they come from",
                 [](Context& c, const KeyFlags& f) { return list_keys(c, f.json); });
    list->add_flag("--json", flags->json, "As JSON");
    list->footer("Examples:\n  edgee key list\n  edgee key list --json");
  }
  {
    auto [test, flags] =
        add_verb(command, context, run, "test", "Ask the provider one small question with the key",
                 [](Context& c, const KeyFlags& f) { return test_key(c, f.name, f.json); });
    test->add_option("name", flags->name, "PROVIDER or PROVIDER/NAME")->required();
    test->add_flag("--json", flags->json, "As JSON");
    test->footer("Examples:\n  edgee key test openrouter");
  }
  auto [remove, flags] =
      add_verb(command, context, run, "remove", "Remove a key from the keychain and the file",
               [](Context& c, const KeyFlags& f) { return remove_key(c, f.name); });
  remove->add_option("name", flags->name, "PROVIDER or PROVIDER/NAME")->required();
  remove->footer("Examples:\n  edgee key remove openrouter/work");
}

}  // namespace edgee
