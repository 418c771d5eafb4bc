// What is shown of edgee's doings, and to whom: [statusline] and [telemetry].
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/config/sections.h"
#include "core/config/words.h"

namespace edgee {
namespace {

bool is_header_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

void read_endpoint(TableReader& table, const TomlValue& value, TelemetrySettings& telemetry,
                   Problems& problems) {
  const std::optional<std::string> url = table.text("otlp_endpoint");
  if (!url) return;
  const Result<std::string> checked = check_base_url(*url, std::nullopt);
  if (checked) {
    telemetry.otlp_endpoint = *checked;
  } else {
    problems.add(value.find("otlp_endpoint")->value.place,
                 "\"otlp_endpoint\" must be an address that begins with https:// or http://",
                 "as in otlp_endpoint = \"http://127.0.0.1:4318\"");
  }
}

void read_header(TableReader& table, const TomlValue& value, TelemetrySettings& telemetry,
                 Problems& problems) {
  const std::optional<std::string> name = table.text("header");
  if (!name) return;
  if (is_header_name(*name)) {
    telemetry.header = lower(*name);
  } else {
    problems.add(value.find("header")->value.place, "\"header\" must be the name of a header",
                 "as in header = \"x-honeycomb-team\"; its value is the credential");
  }
}

void read_header_value(TableReader& table, TelemetrySettings& telemetry, Problems& problems) {
  const TomlMember* const member = table.find("credential");
  if (member == nullptr) return;
  if (member->value.kind != TomlKind::table) {
    add_wrong_kind(problems, member->key, member->value,
                   "{ env = \"VARIABLE\" } or { command = [\"...\"] }");
    return;
  }
  telemetry.credential = read_credential(*member, "telemetry", problems);
}

}  // namespace

void read_statusline(const TomlValue& value, Reading& reading) {
  TableReader table(value, "[statusline]", reading.problems);
  set_if(reading.config.statusline.enabled, table.flag("enabled"));
  table.finish();
}

void read_telemetry(const TomlValue& value, Reading& reading) {
  TelemetrySettings& telemetry = reading.config.telemetry;
  TableReader table(value, "[telemetry]", reading.problems);
  read_endpoint(table, value, telemetry, reading.problems);
  read_header(table, value, telemetry, reading.problems);
  read_header_value(table, telemetry, reading.problems);
  table.finish();
  if (telemetry.credential && is_cleartext(telemetry.otlp_endpoint) &&
      !is_loopback(telemetry.otlp_endpoint)) {
    reading.problems.add(value.find("credential")->place,
                         "a credential would leave this machine in the clear",
                         "use https:// in \"otlp_endpoint\"");
  }
}

}  // namespace edgee
