// How the bytes of a stream reach the socket. Vendors and the proxies before them cut everywhere:
// between events, inside a line end, inside of a character. Each way is a list of buffers.

export const cutNames = ["events", "whole", "bytes", "random", "line_ends", "crlf", "comments"];

const ways = {
  events: (frames) => frames.map(bytes),
  whole: (frames) => [bytes(frames.join(""))],
  bytes: (frames) => every(bytes(frames.join("")), () => 1),
  random: (frames) => every(bytes(frames.join("")), dice(20261121)),
  line_ends: (frames) => frames.join("").split(/(?<=\n)/).map(bytes),
  crlf: (frames) => every(bytes(frames.join("").replaceAll("\n", "\r\n")), dice(7)),
  comments: (frames) => frames.flatMap((frame) => [bytes(": keep-alive\n\n"), bytes(frame)]),
};

export const cut = (name, frames) => ways[name](frames);

function every(whole, size) {
  const cuts = [];
  for (let at = 0; at < whole.length;) {
    const end = Math.min(whole.length, at + size());
    cuts.push(whole.subarray(at, end));
    at = end;
  }
  return cuts;
}

// Sizes of 1 to 48 bytes, the same in each run (a linear congruential generator).
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + (state >>> 16) % 48;
  };
}

function bytes(text) {
  return Buffer.from(text, "utf8");
}
