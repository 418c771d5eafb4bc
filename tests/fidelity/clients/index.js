// The vendors' clients, by the dialect they speak, in the order of the table.
import { anthropic } from "./anthropic.js";
import { chat } from "./chat.js";
import { gemini } from "./gemini.js";
import { responses } from "./responses.js";

export const clients = { anthropic, chat, responses, gemini };
