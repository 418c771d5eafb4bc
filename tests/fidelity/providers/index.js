// The four dialects, in the order of the table.
import { anthropic } from "./anthropic/index.js";
import { chat } from "./chat/index.js";
import { gemini } from "./gemini/index.js";
import { responses } from "./responses/index.js";

export const providers = { anthropic, chat, responses, gemini };
