// actionlint over workflows: supply.mjs LINTER WORKFLOW... It ends with 1 if there is a finding, or if the linter finds nothing in a workflow that is wrong.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(module));
const lint = await createLinter();
const wrong = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n';
if (lint(wrong, 'wrong.yml').length === 0) throw new Error('actionlint passes a workflow that is wrong');
const found = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
console.log(`actionlint: ${files.length} workflows, ${found.length} findings`);
process.exit(found.length > 0 ? 1 : 0);
