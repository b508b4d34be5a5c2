import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDeviations } from '../../src/target/deviations-file.ts';
import { machine, refusal } from './files.ts';

const entry = (changed = '') =>
  `- example: flavour-create-listed\n  owner: ops@acme.example\n  reason: bug 42\n  expires: 2027-03-31\n  expect: status 409\n${changed}`;

test('a list of deviations', (t) => {
  const text = `${entry('  link: https://bugs.example/42\n')}- { example: static/virtual-compute/suspend, owner: o, reason: r, expires: '2026-12-31', expect: e }`;
  assert.deepEqual(readDeviations('d.yaml', machine(t, { 'work/d.yaml': text })), [
    {
      example: 'flavour-create-listed',
      owner: 'ops@acme.example',
      reason: 'bug 42',
      expires: '2027-03-31',
      expect: 'status 409',
      link: 'https://bugs.example/42',
    },
    {
      example: 'static/virtual-compute/suspend',
      owner: 'o',
      reason: 'r',
      expires: '2026-12-31',
      expect: 'e',
    },
  ]);
  assert.deepEqual(readDeviations('d.json', machine(t, { 'work/d.json': '[]' })), []);
});

test('a row of an outline is an example', (t) => {
  const text = entry().replace('flavour-create-listed', 'flavour-create-invalid/3');
  const [row] = readDeviations('d.yaml', machine(t, { 'work/d.yaml': text }));
  assert.equal(row?.example, 'flavour-create-invalid/3');
});

const refused: Record<string, [string, string | RegExp]> = {
  'a day that is none': [
    entry().replace('03-31', '02-30'),
    'work/d.yaml:4:3: 0.expires must be a day of the calendar, YYYY-MM-DD',
  ],
  'no owner': [entry().replace(/ {2}owner.*\n/, ''), 'work/d.yaml:1:3: 0.owner is missing'],
  'an empty reason': [
    entry().replace('bug 42', '""'),
    'work/d.yaml:3:3: 0.reason must not be empty',
  ],
  'an unknown key': [entry('  until: x\n'), 'work/d.yaml:6:3: 0.until is not known here'],
  'a tag for an id': [
    entry().replace('flavour-', '"@id:flavour-').replace('listed', 'listed"'),
    /0\.example must be the id of an example/,
  ],
  'a row that is no number': [
    entry().replace('listed', 'invalid/x'),
    /0\.example must be the id of an example/,
  ],
  'an example twice': [
    entry() + entry(),
    'work/d.yaml:6:3: flavour-create-listed has an entry already, at work/d.yaml:1:3',
  ],
  'a map': ['example: x', 'work/d.yaml:1:1: the file must be a list'],
  nothing: ['', 'work/d.yaml:1:1: the file must be a list'],
};
for (const [what, [text, says]] of Object.entries(refused)) {
  test(`refuses ${what}`, (t) => {
    const around = machine(t, { 'work/d.yaml': text });
    const message = refusal(around, () => readDeviations('d.yaml', around));
    if (typeof says === 'string') assert.equal(message, says);
    else assert.match(message, says);
  });
}
