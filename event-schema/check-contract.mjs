// Checks the contract: that support_ticket_event.proto is in good style and breaks no consumer of
// the released one, and that docs/asyncapi.yaml is an AsyncAPI document. Run by Maven (pom.xml).
// Needs the npm registry only when package-lock.json has changed since the last run.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const module = dirname(fileURLToPath(import.meta.url));
const NODE_MAJOR_MIN = 20;

function run(what, command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: module,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    fail(`${what}${error ? `: ${error.message}` : ''}`);
  }
}

function fail(message) {
  console.error(`[ERROR] ${message}`);
  process.exit(1);
}

function installTools() {
  const lock = readFileSync(join(module, 'package-lock.json'), 'utf8');
  const installed = join(module, 'node_modules', '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }
  run('could not install the tools of package-lock.json', 'npm', ['ci', '--no-progress']);
  writeFileSync(installed, lock);
}

function checkProto() {
  const buf = join(module, 'node_modules', '.bin', 'buf');
  run('the .proto file is not in the agreed style', buf, ['lint']);
  run(
    'the .proto file breaks consumers of the released one in src/released/v1 ' +
      '(docs/events.md, "Compatibility")',
    buf,
    ['breaking', '--against', 'src/released/v1'],
  );
}

function checkAsyncApi() {
  const require = createRequire(import.meta.url);
  const Ajv = require('ajv');
  const { load } = require('js-yaml');
  const schema = require('@asyncapi/specs/schemas/3.0.0-without-$id.json');
  const document = load(readFileSync(join(module, '..', 'docs', 'asyncapi.yaml'), 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  if (!validate(document)) {
    const problems = validate.errors.map((e) => `  ${e.instancePath || '/'} ${e.message}`);
    fail(`docs/asyncapi.yaml is not AsyncAPI 3.0:\n${[...new Set(problems)].join('\n')}`);
  }
}

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  fail(`Node.js ${NODE_MAJOR_MIN} or newer is needed, this is ${process.version}`);
}
installTools();
checkProto();
checkAsyncApi();
console.log('[INFO] The contract is in order: style, compatibility with released/v1, AsyncAPI.');
