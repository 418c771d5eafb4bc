// For each rule of each validator at least one request that breaks it, and nothing else that stands
// in its way.
import { anthropic } from "./anthropic.js";
import { chat } from "./chat.js";
import { gemini } from "./gemini.js";
import { responses } from "./responses.js";

export const breaks = { anthropic, chat, responses, gemini };
