/** The import rules: the tree keeps them, and each of them is seen to fire. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
// The configuration is JavaScript, as dependency-cruiser wants it; it brings no types.
const configuration: string = '../.dependency-cruiser.mjs';
const { default: rules } = (await import(configuration)) as {
  default: IConfiguration;
};

const folders = ['src', 'steps', 'simulator', 'test'];

const cruised = async (baseDir: string): Promise<ICruiseResult> => {
  const { output } = await cruise(folders, {
    baseDir,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  });
  assert.ok(typeof output === 'object');
  return output;
};

test('every import keeps the rules', async () => {
  const { summary } = await cruised(process.cwd());
  assert.ok(summary.totalCruised > 100, `only ${String(summary.totalCruised)} modules were seen`);
  assert.deepEqual(
    summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    [],
  );
});

/** For each rule an import that it must refuse. */
const refused: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-circular': ['src/verdict/a.ts', 'src/verdict/a-back.ts'],
  'nobody-imports-test': ['src/target/a.ts', 'test/b.ts'],
  'nobody-imports-cli': ['src/verdict/a.ts', 'src/cli/b.ts'],
  'catalogue-stands-alone': ['src/catalogue/a.ts', 'src/transport/b.ts'],
  'evidence-knows-the-catalogue-only': ['src/evidence.ts', 'src/transport/b.ts'],
  'contract-is-shapes': ['src/contract/compute/a.ts', 'src/transport/b.ts'],
  'transport-carries': ['src/transport/a.ts', 'src/contract/compute/b.ts'],
  'bindings-below-steps': ['src/bindings/compute/a.ts', 'src/target/b.ts'],
  'rooms-do-not-know-each-other': ['src/bindings/compute/a.ts', 'src/bindings/identity/b.ts'],
  'target-is-a-description': ['src/target/a.ts', 'src/transport/b.ts'],
  'verdict-from-messages-only': ['src/verdict/a.ts', 'steps/b.ts'],
  'no-wire-in-a-step': ['steps/a.ts', 'src/contract/compute/b.ts'],
  'kernel-could-serve-any-api': ['simulator/kernel/a.ts', 'src/contract/compute/b.ts'],
  'services-meet-in-create-simulator': ['simulator/compute/a.ts', 'simulator/identity/b.ts'],
  'defects-wrap-from-outside': ['simulator/defects/a.ts', 'simulator/compute/b.ts'],
  'containers-stand-alone': ['simulator/containers/a.ts', 'simulator/kernel/b.ts'],
};

for (const [rule, [from, to]] of Object.entries(refused)) {
  test(`the rule ${rule} fires`, async () => {
    const root = mkdtempSync(join(tmpdir(), 'imports-'));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    for (const folder of folders) write(`${folder}/empty.ts`, 'export {};\n');
    const path = `${'../'.repeat(from.split('/').length - 1)}${to}`;
    write(from, `import { b } from '${path}';\nexport const a = b;\n`);
    const back = rule === 'no-circular' ? `import { a } from './a.ts';\nexport const c = a;\n` : '';
    write(to, `${back}export const b = 1;\n`);
    const { summary } = await cruised(root);
    assert.ok(
      summary.violations.some((violation) => violation.rule.name === rule),
      JSON.stringify(summary.violations.map((violation) => violation.rule.name)),
    );
  });
}

test('each rule about folders has such an import', () => {
  const generic = [
    'not-to-unresolvable',
    'not-to-undeclared',
    'no-dev-package-in-product',
    'dns-packet-in-its-contract',
    'undici-in-transport',
    'ws-at-its-places',
    'testcontainers-in-containers',
    'msw-at-its-place',
  ];
  const names = (rules.forbidden ?? []).map((rule) => rule.name).sort();
  assert.deepEqual(names, [...generic, ...Object.keys(refused)].sort());
});
