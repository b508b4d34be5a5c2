/** No planted secret survives, in any of the forms in which it may travel; JSON stays JSON. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { excerpt } from '../../src/transport/excerpt.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

const secrets = fc.oneof(
  fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' }),
  fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme-ascii' }),
  fc.base64String({ minLength: 12, maxLength: 200 }),
  fc.uuid(),
);
const noise = fc.string({ maxLength: 40, unit: 'grapheme' });

/** Each way of hiding a text in another, and what must not be found afterwards. */
const ways: Record<string, (secret: string, before: string, after: string) => string> = {
  plain: (secret, before, after) => before + secret + after,
  'in an address': (secret, before, after) =>
    `/x?a=${encodeURIComponent(before)}${encodeURIComponent(secret)}${encodeURIComponent(after)}`,
  'in an address, all escaped': (secret) =>
    [...Buffer.from(secret)].every((byte) => byte < 128)
      ? encodeURIComponent(secret).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
      : encodeURIComponent(secret),
  'in a form': (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  'in JSON': (secret) => JSON.stringify({ message: secret }),
  'in JSON in JSON': (secret) => JSON.stringify({ m: JSON.stringify({ message: secret }) }),
  'in JSON of ASCII': (secret) =>
    JSON.stringify(secret).replace(
      /[\u007f-\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

for (const [way, hide] of Object.entries(ways)) {
  test(`a registered secret does not survive ${way}`, () => {
    fc.assert(
      fc.property(secrets, noise, noise, (secret, before, after) => {
        const redactor = createRedactor({ secrets: [secret] });
        const shown = redactor.text(hide(secret, before, after));
        assert.ok(!shown.includes(hide(secret, '', '')), shown);
        assert.ok(shown.includes('<redacted>'), shown);
      }),
      { numRuns: 150 },
    );
  });
}

test('a registered secret does not survive in base64, whatever stands around it', () => {
  const bytes = fc.uint8Array({ maxLength: 7 });
  const encodings = fc.constantFrom('base64' as const, 'base64url' as const);
  fc.assert(
    fc.property(secrets, bytes, bytes, encodings, (secret, before, after, encoding) => {
      const redactor = createRedactor({ secrets: [secret] });
      const packed = Buffer.concat([before, Buffer.from(secret), after]).toString(encoding);
      const shown = redactor.body(JSON.stringify({ contents: packed }));
      const { contents } = JSON.parse(shown) as { contents: string };
      const pieces = contents.split('<redacted>');
      assert.ok(pieces.length > 1, shown);
      assert.ok(pieces.join('').length <= Math.ceil((before.length + after.length + 6) * 1.5));
    }),
    { numRuns: 150 },
  );
});

test('JSON stays JSON, whatever is secret in it', () => {
  const names = fc.constantFrom(
    'password',
    'adminPass',
    'token',
    'id',
    'secret',
    'name',
    'user_data',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 1 }), tie('map'), tie('list')),
    map: fc.dictionary(fc.oneof(names, fc.string()), tie('tree'), { maxKeys: 4 }),
    list: fc.array(tie('tree'), { maxLength: 3 }),
  }));
  fc.assert(
    fc.property(
      tree,
      fc.array(fc.string({ minLength: 4 })),
      fc.constantFrom(0, 2),
      (value, known, indent) => {
        const redactor = createRedactor({ secrets: known });
        const text = JSON.stringify(value, null, indent);
        JSON.parse(redactor.body(text));
        // A text that is cut anywhere must not throw either.
        redactor.body(text.slice(0, text.length / 2));
      },
    ),
    { numRuns: 200 },
  );
});

test('no secret field survives, however the JSON is written and wherever it is cut', () => {
  const names = fc.constantFrom(
    'password',
    'adminPass',
    'original_password',
    'secret',
    'private_key',
    'user_data',
  );
  const canary = 'canary-canary-canary';
  fc.assert(
    fc.property(names, noise, fc.nat(400), fc.constantFrom(0, 3), (name, other, cut, indent) => {
      const value = {
        [other]: [other],
        deep: { [name]: `${other}${canary}`, list: [{ [name]: [canary] }] },
      };
      const text = JSON.stringify(value, null, indent);
      const shown = createRedactor().body(text.slice(0, Math.max(1, text.length - cut)));
      assert.ok(!shown.includes('canary'), shown);
    }),
    { numRuns: 150 },
  );
});

test('a secret that lies across the cut of a long body does not survive', () => {
  const canary = 'canary-'.repeat(40);
  fc.assert(
    fc.property(fc.integer({ min: 65_200, max: 65_600 }), fc.boolean(), (at, asField) => {
      const redactor = createRedactor({ secrets: asField ? [] : [canary] });
      const field = asField ? 'password' : 'note';
      const text = JSON.stringify({
        pad: 'x'.repeat(at - 30),
        [field]: canary,
        more: 'y'.repeat(50_000),
      });
      const shown = excerpt(text, 'application/json', redactor) ?? '';
      assert.ok(!shown.includes('canary-'));
      assert.match(shown, /\n<cut here: \d+ bytes in full, SHA-256 [0-9a-f]{64}>$/);
      assert.ok(Buffer.byteLength(shown) < 65_536 + 150);
    }),
    { numRuns: 30 },
  );
});
