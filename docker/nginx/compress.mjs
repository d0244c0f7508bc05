// Puts a .gz and a .br beside every file of the SPA that gets smaller by it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [root] = process.argv.slice(2);
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(css|html|js|json|mjs|svg|txt|webmanifest)$/.test(entry.name)) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const data = readFileSync(file);
  const packed = {
    gz: gzipSync(data, { level: 9 }),
    br: brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
  for (const [ending, content] of Object.entries(packed)) {
    if (content.length < data.length) writeFileSync(`${file}.${ending}`, content);
  }
}
