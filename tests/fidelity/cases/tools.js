// Tool definitions, calls, results, and whole tool loops with the client's own history.
import { call, say, think } from "../lib/script.js";
import { assistant, called, clock, given, image, otherImage, readFile, result, results, user,
  weather } from "./words.js";

const tools = [weather, readFile, clock];
const asked = { tools, turns: [user("What is the weather in Paris?")] };
const paris = { city: "Paris", unit: "celsius" };
const awkward = { path: "C:\\dir\\\"a\" \u00fc/\ud83d\ude00", lines: [1, -2, 3000000000] };

const numbers = [0, -1, 0.1, 1e-7, 2.5e30, 123456789012345];
const nested = Array.from({ length: 40 }).reduce((inside) => ({ inside }), { bottom: null });

export const tooling = [
  { name: "tools offered, none called", ask: asked, script: [say("It is sunny, I think.")] },
  ...["any", "none", { tool: "clock" }].map((choice) => ({
    name: `tool choice ${choice.tool ? "by name" : choice}`, ask: { ...asked, choice },
    script: [choice === "none" ? say("No tools.") : call("clock", {})] })),
  { name: "parallel calls forbidden", ask: { ...asked, parallel: false },
    script: [call("get_weather", paris)] },
  { name: "a call", ask: asked, script: [call("get_weather", paris)] },
  { name: "a call after words", ask: asked,
    script: [say("Let me look."), call("get_weather", paris)] },
  { name: "a call without arguments", ask: asked, script: [call("clock", {})] },
  ...["bytes", "random", "crlf"].map((cut) => ({
    name: `a call with awkward arguments, cut as ${cut}`, cut, ask: asked,
    script: [call("read_file", awkward, { pieces: 12 })], modes: ["stream"] })),
  ...["ascii", "spaced"].map((style) => ({ name: `a call whose arguments are ${style}`, ask: asked,
    script: [call("read_file", awkward, { pieces: 60, style })] })),
  { name: "a call in one piece", ask: asked, script: [call("read_file", awkward, { pieces: 1 })] },
  { name: "a hundred tools", script: [call("tool_99", { deep: nested, numbers })], ask: { ...asked,
    tools: Array.from({ length: 100 }, (_, at) => ({ ...readFile, name: `tool_${at}` })) } },
  { name: "parallel calls", ask: asked, script: [say("Three at once."), call("get_weather", paris),
    call("get_weather", { city: "Oslo" }), call("clock", {})] },
];

const history = (...parts) => ({ tools, turns: [user("Do it."), ...parts] });
const read = called("A", "read_file", { path: "a.txt", lines: [1] });
const time = called("B", "clock", {});

export const toolHistory = [
  { name: "a result", script: [say("Done.")],
    ask: history(assistant(read), results(result("A", "read_file", "contents"))) },
  { name: "results of parallel calls", script: [say("Done.")],
    ask: history(assistant("Two things.", read, time),
      results(result("A", "read_file", "contents"), result("B", "clock", "noon"))) },
  { name: "results of two calls of one tool", script: [say("Done.")],
    ask: history(assistant(called("A", "clock", { zone: "Z" }), called("B", "clock", { zone: "Y" })),
      results(result("A", "clock", "noon"), result("B", "clock", "midnight"))) },
  { name: "a failed result", script: [say("I see.")],
    ask: history(assistant(read),
      results(result("A", "read_file", "disk on fire", { error: "flag" }))) },
  { name: "a result with an image", script: [say("A dot.")],
    ask: history(assistant(read),
      results(result("A", "read_file", "the picture", { images: [image.image] }))) },
  { name: "results with images and a failure", script: [say("I see.")],
    ask: history(assistant(read, time), results(
      result("A", "read_file", "two pictures", { images: [image.image, otherImage.image] }),
      result("B", "clock", "no battery", { error: "flag" }))) },
  { name: "words after results", script: [say("Done.")],
    ask: history(assistant(read), results(result("A", "read_file", "contents")),
      assistant("That was it."), user("Now the clock."), assistant(time),
      results(result("B", "clock", "noon")), assistant("Noon."), user("Thanks.")) },
];

export const loops = [
  { name: "a tool loop of three rounds", ask: asked,
    script: [say("Looking."), call("get_weather", paris)],
    rounds: [
      { results: [given("rain")], script: [call("get_weather", { city: "Oslo" }), call("clock", {})] },
      { results: [given("snow"), given("out of order", { error: "flag" })],
        script: [say("Rain in Paris, snow in Oslo.")] }] },
  { name: "a tool loop with thinking", ask: { ...asked, effort: "high" },
    script: [think("I need the weather."), call("get_weather", paris)],
    rounds: [{ results: [given("rain")], script: [think("Rain, then."), say("Take a coat.")] }] },
];
