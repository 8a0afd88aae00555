// From the text in the page to its data: base64, gzip, JSON.

export async function unpack(text) {
  const stream = new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The bytes that a text in base64 stands for. */
export function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const found = new Uint8Array(binary.length);
  for (let at = 0; at < found.length; at += 1) found[at] = binary.charCodeAt(at);
  return found;
}
