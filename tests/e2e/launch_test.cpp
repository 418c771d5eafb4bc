// `edgee launch` in front of a program that only looks at what it was given.
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <signal.h>

#include "core/drill/brain.h"
#include "tests/support/play.h"

namespace edgee::play {
namespace {

constexpr const char* kRequest = R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
                                 R"("messages":[{"role":"user","content":"hello"}]})";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

script::Answerer says(std::string text) {
  return [text](const script::Received& request) {
    BrainScript brain;
    brain.steps = 0;
    brain.final_text = text;
    return brain_answer(brain, request);
  };
}

// A home with a chain of one step and a program called claude.
void cast_fake_agent(Play& play, const std::string& script) {
  play.vendor(says("hello from the vendor"));
  play.home.write_program("bin/claude", "#!/bin/bash\n" + script);
}

Variables read_variables(const Home& home, const std::string& file) {
  Variables variables;
  for (const std::string& line : home.lines(file)) {
    const std::size_t equals = line.find('=');
    if (equals != std::string::npos) variables[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return variables;
}

}  // namespace

TEST_SUITE_BEGIN("e2e/launch");

TEST_CASE("everything behind the agent's name reaches the agent word for word") {
  Play play;
  cast_fake_agent(play, "printf '<%s>\\n' \"$@\"");
  const Finished finished = play.edgee({"launch", "claude", "-p", "a b", "--resume", "--help",
                                        "--chain", "x", "--", "--settings", "", "-q", "$HOME"});
  CHECK(finished.code == 0);
  CHECK(finished.out ==
        "<-p>\n<a b>\n<--resume>\n<--help>\n<--chain>\n<x>\n<-->\n<--settings>\n<>\n<-q>\n"
        "<$HOME>\n");
}

TEST_CASE("the agent is pointed at us, loopback past every proxy, and keeps its environment") {
  Play play;
  cast_fake_agent(play, "env > \"$HOME/seen\"; pwd > \"$HOME/where\"");
  const Finished finished = play.edgee({"launch", "claude"}, {{"MY_OWN", "thing"},
                                                              {"HTTPS_PROXY", "http://p:1"},
                                                              {"NO_PROXY", "intern"},
                                                              {"CLAUDECODE", "1"}});
  CHECK(finished.code == 0);
  const Variables seen = read_variables(play.home, "seen");
  REQUIRE(seen.contains("ANTHROPIC_BASE_URL"));
  CHECK(seen.at("ANTHROPIC_BASE_URL").rfind("http://127.0.0.1:", 0) == 0);
  CHECK_FALSE(seen.contains("CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST"));
  CHECK(seen.at("CLAUDE_CODE_GATEWAY_HINT_HEADERS") == "1");
  CHECK(seen.at("NO_PROXY") == "intern,127.0.0.1,localhost");
  CHECK(seen.at("no_proxy") == "intern,127.0.0.1,localhost");
  CHECK(seen.at("HTTPS_PROXY") == "http://p:1");
  CHECK(seen.at("MY_OWN") == "thing");
  CHECK(seen.at("CLAUDECODE") == "1");
  CHECK(seen.at("ANTHROPIC_API_KEY") == "sk-ant-api03-key-of-the-agent");
  CHECK(play.home.read("where") == play.work_directory() + "\n");
}

TEST_CASE("the agent's exit code is edgee's, a signal's in the shell's way") {
  for (const auto& [script, code] : std::vector<std::pair<std::string, int>>{
           {"exit 0", 0}, {"exit 7", 7}, {"kill -TERM $$", 143}, {"kill -KILL $$", 137}}) {
    const auto& row = script;
    CAPTURE(row);
    Play play;
    cast_fake_agent(play, script);
    CHECK(play.edgee({"launch", "claude"}).code == code);
  }
}

TEST_CASE("a missing agent is an error that says how to install it") {
  Play play;
  play.vendor(says("hello"));
  const Finished finished = play.edgee({"launch", "claude"}, {{"PATH", play.home.in("bin")}});
  CHECK(finished.code == 1);
  CHECK(finished.out.empty());
  CHECK(contains(finished.err, "Claude Code was not found"));
  CHECK(contains(finished.err, "npm install -g @anthropic-ai/claude-code"));
}

TEST_CASE("an unknown agent is a usage error with the nearest name") {
  Play play;
  const Finished finished = play.edgee({"launch", "cluade"});
  CHECK(finished.code == 2);
  CHECK(contains(finished.err, "did you mean claude?"));
}

TEST_CASE("a broken config is reported with its place before the agent starts") {
  Play play;
  cast_fake_agent(play, "touch \"$HOME/started\"");
  play.writes_config = false;
  play.home.write(".config/edgee/config.toml",
                  "[chain.default]\nsteps = [\"agent\"]\nbudgte = \"2m\"\n");
  const Finished finished = play.edgee({"launch", "claude"});
  CHECK(finished.code == 2);
  CHECK(contains(finished.err, "config.toml:3:1"));
  CHECK(contains(finished.err, "budgte"));
  CHECK(contains(finished.err, "did you mean \"budget\"?"));
  CHECK_FALSE(std::filesystem::exists(play.home.in("started")));
}

TEST_CASE("a chain chosen on the command line must exist") {
  Play play;
  cast_fake_agent(play, "touch \"$HOME/started\"");
  const Finished finished = play.edgee({"launch", "--chain", "defualt", "claude"});
  CHECK(finished.code == 2);
  CHECK(contains(finished.err, "did you mean \"default\"?"));
  CHECK_FALSE(std::filesystem::exists(play.home.in("started")));
}

TEST_CASE("settings that would lead the agent elsewhere stop the launch") {
  Play play;
  cast_fake_agent(play, "touch \"$HOME/started\"");
  const Finished bedrock = play.edgee({"launch", "claude"}, {{"CLAUDE_CODE_USE_BEDROCK", "1"}});
  CHECK(bedrock.code == 1);
  CHECK(contains(bedrock.err, "unset CLAUDE_CODE_USE_BEDROCK"));
  play.home.write(".claude/settings.json", R"({"env":{"ANTHROPIC_UNIX_SOCKET":"/run/x"}})");
  const Finished socket = play.edgee({"launch", "claude"});
  CHECK(socket.code == 1);
  CHECK(contains(socket.err, ".claude/settings.json"));
  CHECK_FALSE(std::filesystem::exists(play.home.in("started")));
}

TEST_CASE("the chain is said in one line on stderr, and not with --quiet") {
  Play play;
  cast_fake_agent(play, "exit 0");
  play.provider("second", DialectId::openai_chat, says("hello"));
  const Finished loud = play.edgee({"launch", "claude"});
  CHECK(loud.err == "edgee: agent -> second/model-of-second\n");
  CHECK(loud.out.empty());
  CHECK(play.edgee({"launch", "--quiet", "claude"}).err.empty());
  CHECK(play.edgee({"launch", "--pin", "claude"}).err == "edgee: pinned to agent\n");
}

TEST_CASE("the agent is served for as long as it runs, and each request is in the ledger") {
  Play play;
  cast_fake_agent(play,
                  "echo $ANTHROPIC_BASE_URL > \"$HOME/url\"; "
                  "while [ ! -e \"$HOME/go\" ]; do sleep 0.02; done");
  const auto running = play.start_edgee({"launch", "claude"});
  REQUIRE(eventually([&play] { return play.home.read("url").ends_with('\n'); }));
  const std::string url = play.home.lines("url").front();
  const Reply reply = ask_model(url, kRequest);
  CHECK(reply.status == 200);
  CHECK(reply.whole);
  CHECK(contains(reply.said(), "hello from the vendor"));
  play.home.write("go", "");
  CHECK(running->wait().code == 0);
  CHECK(ask_model(url, kRequest).status == 0);
  const std::vector<Json> events = play.ledger();
  REQUIRE(events.size() == 1);
  CHECK(string_member(events.front(), "target") == "agent");
  CHECK(string_member(events.front(), "agent") == "claude");
}

TEST_CASE("the private settings file is the user's alone, and is gone with the run") {
  Play play;
  cast_fake_agent(play,
                  "stat -c %a \"$2\" > \"$HOME/mode\"; cat \"$2\" > \"$HOME/held\"; "
                  "echo \"$2\" > \"$HOME/path\"");
  // Left by a run that was killed, and by one that still goes on.
  const std::string folder = ".local/state/edgee/launch/";
  const std::string here = std::filesystem::read_symlink("/proc/self/ns/pid").string();
  const std::string space = here.substr(5, here.size() - 6);  // "pid:[4026531836]"
  const std::string orphan = folder + "999999999." + space + "-abc.json";
  const std::vector<std::string> others{folder + "1." + space + "-abc.json",
                                        folder + "999999999.1-abc.json"};  // of a container
  for (const std::string& file : {orphan, others[0], others[1]})
    play.home.write(file, "{}");
  play.home.write("work/.claude/settings.json", R"({"env":{"ANTHROPIC_BASE_URL":"http://h"}})");
  CHECK(play.edgee({"launch", "claude"}).code == 0);
  CHECK(play.home.read("mode") == "600\n");
  const std::optional<Json> held = parse_json(play.home.read("held"));
  REQUIRE(held);
  CHECK(string_member(member(*held, "env"), "ANTHROPIC_BASE_URL").starts_with("http://127.0.0.1:"));
  CHECK_FALSE(std::filesystem::exists(play.home.lines("path").at(0)));
  CHECK_FALSE(std::filesystem::exists(play.home.in(orphan)));
  for (const std::string& file : others) {
    CHECK(std::filesystem::exists(play.home.in(file)));
  }
}

TEST_CASE(
    "without a place for private settings the launch goes on, or says what stands in its way") {
  Play play;
  cast_fake_agent(play, "printf '%s\\n' \"$@\" > \"$HOME/arguments\"");
  play.home.write(".local/state/edgee/launch", "a file where the folder would be");
  CHECK(play.edgee({"launch", "claude", "-p"}).code == 0);
  CHECK(play.home.lines("arguments") == std::vector<std::string>{"-p"});
  play.home.write("work/.claude/settings.json", R"({"env":{"ANTHROPIC_BASE_URL":"http://h"}})");
  const Finished stopped = play.edgee({"launch", "claude", "-p"});
  CHECK(stopped.code == 1);
  CHECK(contains(stopped.err, "work/.claude/settings.json would send Claude Code elsewhere"));
}

TEST_CASE("the token stands in no process's command line") {
  Play play;
  cast_fake_agent(play,
                  "echo $ANTHROPIC_BASE_URL > \"$HOME/url\"; "
                  "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' > \"$HOME/argv\"");
  CHECK(play.edgee({"launch", "claude"}).code == 0);
  const std::string url = play.home.lines("url").at(0);
  const std::string token = url.substr(url.rfind('/') + 1);
  CHECK(token.size() >= 32);
  const std::string argv = play.home.read("argv");
  CHECK(contains(argv, "launch"));
  CHECK_FALSE(contains(argv, token));
}

TEST_CASE("signals sent to edgee reach the agent, whose answer counts") {
  for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGUSR1}) {
    CAPTURE(signal);
    Play play;
    cast_fake_agent(play,
                    "trap 'echo got it; exit 5' TERM HUP INT USR1; touch \"$HOME/ready\"; "
                    "while true; do sleep 0.02; done");
    const auto running = play.start_edgee({"launch", "claude"});
    REQUIRE(eventually([&play] { return std::filesystem::exists(play.home.in("ready")); }));
    running->signal(signal);
    const Finished finished = running->wait();
    CHECK(finished.code == 5);
    CHECK(finished.out == "got it\n");
  }
}

TEST_CASE("when edgee is killed with -9 neither the agent nor a helper lives on") {
  Play play;
  cast_fake_agent(play, "echo $$ > \"$HOME/pid\"; exec sleep 300");
  const auto running = play.start_edgee({"launch", "claude"});
  REQUIRE(eventually([&play] { return play.home.read("pid").ends_with('\n'); }));
  const pid_t agent = std::stoi(play.home.read("pid"));
  CHECK(is_running(agent));
  // Helpers of edgee would be in its process group, as the agent is.
  running->signal(SIGKILL);
  CHECK(running->wait().code == 137);
  CHECK(eventually([agent] { return !is_running(agent); }));
  CHECK(eventually([&running] { return ::kill(-running->pid(), 0) != 0; }));
}

TEST_CASE("no file of the agent is touched") {
  Play play;
  cast_fake_agent(play, "exit 0");
  play.home.write(".claude/settings.json", R"({"env":{"ANTHROPIC_API_KEY":"k"}})");
  play.home.write(".claude.json", "{}");
  const auto written = std::filesystem::last_write_time(play.home.in(".claude/settings.json"));
  CHECK(play.edgee({"launch", "claude"}).code == 0);
  CHECK(play.home.read(".claude/settings.json") == R"({"env":{"ANTHROPIC_API_KEY":"k"}})");
  CHECK(std::filesystem::last_write_time(play.home.in(".claude/settings.json")) == written);
  CHECK(play.home.read(".claude.json") == "{}");
}

TEST_SUITE_END();

}  // namespace edgee::play
