// `edgee trust`: what the project file would add, shown before it is accepted by its hash.
#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "core/base/text.h"

namespace edgee {
namespace {

struct TrustFlags {
  bool yes = false;
  bool revoke = false;
};

bool has_endpoint(const Provider* provider, const Endpoint& wanted) {
  if (provider == nullptr) return false;
  return std::any_of(provider->endpoints.begin(), provider->endpoints.end(),
                     [&](const Endpoint& e) { return e.base_url == wanted.base_url; });
}

std::string describe_credential(const CredentialSpec& spec) {
  switch (spec.source) {
    case CredentialSource::keychain:
      return "takes your keychain entry " + spec.name;
    case CredentialSource::env:
      return "takes the environment variable " + spec.name;
    case CredentialSource::command:
      return "runs the command: " + join(spec.command, " ");
    case CredentialSource::none:
      return "takes no credential";
    case CredentialSource::pass_through:
      break;
  }
  return "";
}

void describe_provider(const Provider& provider, const Provider* own,
                       std::vector<std::string>& lines) {
  const std::string name = "provider " + provider.id;
  for (const Endpoint& endpoint : provider.endpoints) {
    if (!has_endpoint(own, endpoint)) lines.push_back(name + " goes to " + endpoint.base_url);
  }
  if (own == nullptr || !(own->credential == provider.credential)) {
    lines.push_back(name + " " + describe_credential(provider.credential));
  }
  for (const Header& header : provider.extra_headers) {
    const std::string* const before =
        own == nullptr ? nullptr : find_header(own->extra_headers, header.name);
    if (before == nullptr || *before != header.value) {
      lines.push_back(name + " gets the header " + header.name);
    }
  }
}

void describe_step(const Step& step, const Config& own, std::vector<std::string>& lines) {
  const auto same = [&](const Step& other) {
    return other.target == step.target && other.credential == step.credential;
  };
  const bool known = std::any_of(own.chains.begin(), own.chains.end(), [&](const auto& entry) {
    return std::any_of(entry.second.steps.begin(), entry.second.steps.end(), same);
  });
  if (known || step.target.is_agent()) return;
  lines.push_back("step " + step.target.name() + " may answer" +
                  (step.credential ? " and " + describe_credential(*step.credential) : ""));
}

// What the project file brings that the user's own configuration does not have.
std::vector<std::string> describe_additions(const Config& own, const Config& both) {
  std::vector<std::string> lines;
  for (const auto& [id, provider] : both.providers) {
    describe_provider(provider, own.provider(id), lines);
  }
  for (const auto& [name, chain] : both.chains) {
    for (const Step& step : chain.steps)
      describe_step(step, own, lines);
  }
  std::set<std::string> seen;
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [&](const std::string& line) { return !seen.insert(line).second; }),
              lines.end());
  return lines;
}

Result<ConfigText> project_text(Context& context, std::vector<ConfigText>& texts) {
  auto read = read_config_texts(context);
  if (!read) return tl::unexpected(read.error());
  texts = std::move(*read);
  if (texts.empty() || texts.back().origin == ConfigOrigin::user) {
    return fail("there is no .edgee.toml here or above", "", kExitUsage);
  }
  ConfigText project = std::move(texts.back());
  texts.pop_back();
  return project;
}

Result<int> revoke(Context& context) {
  const std::string& file = context.paths().project_file;
  if (file.empty()) return fail("there is no .edgee.toml here or above", "", kExitUsage);
  if (auto removed = context.store().remove_note(kTrustNotes, file); !removed) {
    return tl::unexpected(removed.error());
  }
  context.io().err << "no longer trusted: " << file << '\n';
  return 0;
}

Result<int> accept(Context& context, const ConfigText& project) {
  const std::string hash = context.crypto().sha256(project.text);
  if (auto noted = context.store().set_note(kTrustNotes, project.file, hash); !noted) {
    return tl::unexpected(noted.error());
  }
  context.io().err << "trusted until it changes: " << project.file << '\n';
  return 0;
}

Result<int> trust(Context& context, const TrustFlags& flags) {
  if (flags.revoke) return revoke(context);
  std::vector<ConfigText> texts;
  Result<ConfigText> project = project_text(context, texts);
  if (!project) return tl::unexpected(project.error());
  if (project->origin == ConfigOrigin::trusted_project) {
    context.io().err << "already trusted: " << project->file << '\n';
    return 0;
  }
  Config own;
  if (const auto broken = parse_config(texts, own); !broken.empty()) {
    return tl::unexpected(to_error(broken));
  }
  project->origin = ConfigOrigin::trusted_project;
  texts.push_back(*project);
  Config both;
  if (const auto broken = parse_config(texts, both); !broken.empty()) {
    return tl::unexpected(to_error(broken));
  }
  Streams& io = context.io();
  io.out << project->file << '\n';
  for (const std::string& line : describe_additions(own, both)) {
    io.out << "  " << printable(line) << '\n';
  }
  if (flags.yes) return accept(context, *project);
  const std::optional<bool> answer = ask_yes_no(io, "trust this file?", false);
  if (!answer) {
    return fail("nobody can be asked here: stdin is no terminal",
                "read the file, then run: edgee trust --yes", kExitUsage);
  }
  if (*answer) return accept(context, *project);
  return fail("not trusted");
}

}  // namespace

void declare_trust(CLI::App& command, Context& context, Run& run) {
  const auto flags = std::make_shared<TrustFlags>();
  command.add_flag("--yes,-y", flags->yes, "Accept without a question");
  command.add_flag("--revoke", flags->revoke, "Take the trust back");
  command.footer(
      "Until it is trusted, a project's .edgee.toml may only reorder and leave out steps of your\n"
      "own. A changed file has to be trusted again.\n\n"
      "Examples:\n  edgee trust\n  edgee trust --revoke");
  command.callback(
      [flags, &context, &run] { run = [flags, &context] { return trust(context, *flags); }; });
}

}  // namespace edgee
