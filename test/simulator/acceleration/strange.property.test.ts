/** Whatever is sent to the calls of IFA 019, the answer is one of the document's, never a failure of ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFilter } from '../../../src/contract/acceleration/filter.ts';
import { managed } from './manager.ts';

const text = fc.oneof(
  fc.constantFrom('', ' ', 'gpu', 'compute-1', 'workload-1', '%', '%00', '../..', '\ud800', ','),
  fc.constantFrom(
    'http://sink.test',
    'ftp://x',
    '(eq,type,gpu)',
    '(eq,colour,red)',
    '(',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }));
const record = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), value, { maxKeys: 5 });
const info = record('type', 'id', 'attachTarget', 'hostId', 'requirements');
const body = fc.oneof(
  fc.record({ attachTargetInfo: info, accResourceInfo: info }, { requiredKeys: [] }),
  record('Filter', 'callbackUri', 'attachTargetInfo', 'accResourceInfo'),
  value,
);
const query = fc
  .array(fc.tuple(fc.constantFrom('Filter', 'accFilter', 'accStatSelector', 'x'), text), {
    maxLength: 3,
  })
  .map((pairs) => pairs.map(([name, each]) => `${name}=${encodeURIComponent(wellFormed(each))}`));
/** URLs hold no halves of characters. */
const wellFormed = (some: string): string => some.toWellFormed();
const part = text.map((each) => encodeURIComponent(wellFormed(each)) || 'x');
const place = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    fc.oneof(
      fc.constantFrom('/resources', '/statistics', '/nothing'),
      fc.tuple(fc.constantFrom('compute-1', 'x'), part).map(([host, it]) => `/hosts/${host}/${it}`),
      fc
        .tuple(part, fc.constantFrom('resources', 'subscriptions', 'alarms', 'discovery'))
        .map(([host, it]) => `/hosts/${host}/${it}`),
      part.map((id) => `/hosts/compute-1/subscriptions/${id}`),
      fc.constantFrom('resources', 'subscriptions', 'alarms').map((it) => `/hosts/compute-1/${it}`),
      part.map((id) => `/resources/${id}`),
      part.map((id) => `/resources/${id}/image`),
    ),
  )
  .map((both) => both.join(' '));

test('strange requests are answered as the document says', async () => {
  const { call } = await managed();
  await fc.assert(
    fc.asyncProperty(place, query, body, async (what, asked, sent) => {
      const hasBody = !what.startsWith('GET');
      // The helper compares with the document whatever comes back.
      const { status, word } = await call(
        `${what}?${asked.join('&')}`,
        ...(hasBody ? [Object(sent) as object] : []),
      );
      assert.ok(status < 500, `${what}: ${String(status)}`);
      assert.ok(status < 400 || word !== undefined, what);
    }),
    { numRuns: 400 },
  );
});

test('strange stimuli are refused, and bring nothing down', async () => {
  const { stimulus } = await managed();
  const names = ['acc-event', 'acc-fault', 'acc-fault-clear', 'acc-data', 'hardware-event'];
  const keys = ['accEvent', 'accResourceId', 'attachTarget', 'accChannel', 'accData', 'hostId'];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), record(...keys), async (name, facts) => {
      assert.ok([204, 400, 404, 409].includes(await stimulus(name, facts)));
    }),
    { numRuns: 300 },
  );
});

test('a filter finds what its term says, and its opposite the rest', async () => {
  const { query: find } = await managed();
  const all = await find('compute-1');
  const attribute = fc.constantFrom('type', 'vendor', 'model', 'state', 'hostId');
  const values = fc.constantFrom(
    'gpu',
    'fpga',
    'crypto',
    'free',
    'nfvi-example',
    "it's; (1,2)",
    'r',
  );
  const pairs = fc.constantFrom(['eq', 'neq'], ['cont', 'ncont'], ['gt', 'lte'], ['gte', 'lt']);
  await fc.assert(
    fc.asyncProperty(attribute, values, pairs, async (name, wanted, [operator, opposite]) => {
      const term = (word = '') => `(${word},${name},'${wanted.replaceAll("'", "''")}')`;
      assert.ok(parseFilter(term(operator)));
      const [some, others] = [
        await find('compute-1', term(operator)),
        await find('compute-1', term(opposite)),
      ];
      assert.equal(some.length + others.length, all.length);
      assert.deepEqual(await find('compute-1', `${term(operator)};${term(opposite)}`), []);
      const tests: Record<string, (actual: string) => boolean> = {
        eq: (actual) => actual === wanted,
        cont: (actual) => actual.includes(wanted),
        gt: (actual) => actual > wanted,
        gte: (actual) => actual >= wanted,
      };
      const isMeant = tests[operator ?? ''];
      assert.ok(isMeant);
      assert.deepEqual(
        some,
        all.filter((one) => isMeant(String((one as unknown as Record<string, unknown>)[name]))),
      );
    }),
    { numRuns: 100 },
  );
});
