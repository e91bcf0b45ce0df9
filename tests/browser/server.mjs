// A static host on this machine: one folder below a base path, served as GitHub Pages serves it.
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const LATE = 300;
const TEXT = /^(text|image\/svg|application)/;

/** The file below `folder` that an address names, or null where it leads out of the base path or the folder. */
function fileOf(folder, base, address) {
  let path;
  try {
    path = decodeURIComponent(address.split(/[?#]/)[0]);
  } catch {
    return null;
  }
  if (!path.startsWith(base) || path.includes('\0') || path.includes('\\')) return null;
  const parts = path.slice(base.length).split('/');
  if (parts.includes('..')) return null;
  return join(folder, ...parts, path.endsWith('/') ? 'index.html' : '');
}

/** What is sent for an address: status, type, bytes; or the address that it moved to. */
async function answer(folder, base, address) {
  const file = fileOf(folder, base, address);
  const found = file && (await stat(file).catch(() => null));
  if (found?.isDirectory()) return { status: 301, to: `${address.split(/[?#]/)[0]}/` };
  const [status, path] = found ? [200, file] : [404, join(folder, '404.html')];
  const bytes = await readFile(path).catch(() => Buffer.from('not found'));
  return { status, type: TYPES[extname(path)] ?? 'application/octet-stream', bytes };
}

/**
 * Serves `folder` at `base`. `sent` lists each request that was answered: its path, status, and bytes on the wire.
 * What `late` matches is held back for so long that the page is drawn without it. `edit` changes each page on its way.
 */
export async function serve(folder, base = '/', { port = 0, late = null, edit = null } = {}) {
  const sent = [];
  const server = createServer(async (request, response) => {
    if (late?.test(request.url)) await new Promise((later) => setTimeout(later, LATE));
    const { status, to, type, bytes } = await answer(folder, base, request.url);
    const headers = { 'Cache-Control': late ? 'no-store' : 'max-age=600', Vary: 'Accept-Encoding' };
    let body = bytes ?? Buffer.alloc(0);
    if (edit && type?.startsWith('text/html')) body = Buffer.from(edit(body.toString('utf8')));
    if (to) headers.Location = to;
    if (type) headers['Content-Type'] = type;
    if (type && TEXT.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      body = gzipSync(body);
      headers['Content-Encoding'] = 'gzip';
    }
    headers['Content-Length'] = body.length;
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
    sent.push({ path: request.url, status, bytes: body.length + response._header.length });
  });
  await new Promise((ready, failed) => server.on('error', failed).listen(port, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close };
}
