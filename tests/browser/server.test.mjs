// The static host itself: types, compression, what is not there, and nothing from outside its folder.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from './server.mjs';

let folder;
let server;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bayan-server-'));
  mkdirSync(join(folder, 'site/بيان'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/404.html'), 'lost');
  writeFileSync(join(folder, 'site/index.html'), 'home '.repeat(200));
  writeFileSync(join(folder, 'site/a.woff2'), 'font');
  writeFileSync(join(folder, 'site/بيان/index.html'), 'page');
  server = await serve(join(folder, 'site'), '/base/');
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Asks for a path as it is written: nothing is resolved on the way, and nothing unpacked. */
const get = (path, headers = {}) =>
  new Promise((done, failed) => {
    const { port } = new URL(server.origin);
    request({ host: '127.0.0.1', port, path, headers }, async (response) => {
      const parts = await response.toArray();
      done({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() });
    })
      .on('error', failed)
      .end();
  });

test('pages and files', async () => {
  const home = await get('/base/');
  assert.deepEqual(
    [home.status, home.headers['content-type'], home.text.length],
    [200, 'text/html; charset=utf-8', 1000],
  );
  assert.equal((await get('/base/?a=b')).status, 200);
  assert.equal((await get(encodeURI('/base/بيان/'))).text, 'page');
  assert.equal((await get(encodeURI('/base/بيان'))).headers.location, encodeURI('/base/بيان/'));
});

test('text is packed, fonts are not', async () => {
  const packed = await get('/base/', { 'accept-encoding': 'gzip' });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert(Number(packed.headers['content-length']) < 100);
  assert(server.sent.at(-1).bytes > Number(packed.headers['content-length']));
  const font = await get('/base/a.woff2', { 'accept-encoding': 'gzip' });
  assert.deepEqual([font.headers['content-type'], font.headers['content-encoding']], ['font/woff2', undefined]);
});

test('what is not there, or not below the folder, is not found', async () => {
  for (const path of [
    '/',
    '/base',
    '/base/no',
    '/base/../secret.txt',
    '/base/%2e%2e/secret.txt',
    '/base/..%2fsecret.txt',
    '/base/..%5csecret.txt',
    '/base/%00',
    '/base/%',
  ]) {
    const { status, text } = await get(path);
    assert.deepEqual([status, text], [404, 'lost'], path);
  }
});
