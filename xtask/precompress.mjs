// Writes FILE.br and FILE.gz beside each text and wasm file of the folder named as argument.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const text = /\.(html|css|js|json|webmanifest|svg|xml|atom|txt|md)$/;
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = zlib.constants;

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (text.test(path) || path.endsWith(".wasm")) yield path;
  }
}

async function compress(path) {
  const body = await readFile(path);
  // Below this, the packet is the same and the header only costs.
  if (body.length < 256) return;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: body.length };
  if (text.test(path)) params[BROTLI_PARAM_MODE] = BROTLI_MODE_TEXT;
  const [small, fair] = await Promise.all([brotli(body, { params }), gzip(body, { level: 9 })]);
  await Promise.all([writeFile(`${path}.br`, small), writeFile(`${path}.gz`, fair)]);
}

const waiting = [];
for await (const path of files(process.argv[2])) waiting.push(path);
await Promise.all(Array.from({ length: cpus().length }, async () => {
  for (let path = waiting.pop(); path; path = waiting.pop()) await compress(path);
}));
