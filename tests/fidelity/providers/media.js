// data: URLs, as OpenAI's dialects carry images and files.
export function media(url) {
  const match = /^data:([^;]+);base64,(.*)$/s.exec(url);
  return match ? { type: match[1], data: match[2] } : { url };
}

// Tool results without a flag for failures say it in words.
const errorWords = /^Error:(\s|$)/;
export const said = (text) => (errorWords.test(text)
  ? { text: text.replace(errorWords, ""), error: "words" } : { text, error: false });
