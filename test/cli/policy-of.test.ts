/** How a target description leads to its policies. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { policyOf } from '../../src/cli/policy-of.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import type { TlsSettings } from '../../src/transport/http.ts';
import { answer, stubHttp } from '../bindings/stub-http.ts';

function describedWith(t: TestContext, content: string | undefined, policy?: object) {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'policy.json');
  if (content !== undefined) writeFileSync(path, content);
  const target = {
    ...simulatorTarget,
    policy: { url: 'https://policy.test', ...policy },
    parameters: {
      ...simulatorTarget.parameters,
      ...(content === undefined ? {} : { policyContent: path }),
    },
  };
  const trusted: TlsSettings[] = [];
  const found = policyOf(target, (tls) => {
    trusted.push(tls);
    return stubHttp(() => answer(404, ''));
  });
  return { ...found.options, trusted };
}

test('what is transferred is what the file says', (t) => {
  assert.deepEqual(describedWith(t, '{"policyVersion":"1.0"}').content, { policyVersion: '1.0' });
  assert.equal('content' in describedWith(t, undefined), false);
});

test('a file that is no JSON names the key', (t) => {
  assert.throws(() => describedWith(t, 'rules'), {
    name: 'ConfigurationError',
    message: /^parameters\.policy-content: .*policy\.json: /,
  });
});

test('a certificate of its own is trusted in place of that of the cloud', (t) => {
  const own = describedWith(t, undefined, { cacert: '/ca.pem', token: 'x' });
  assert.deepEqual(own.trusted, [{ cacert: '/ca.pem' }, { cacert: '/ca.pem' }]);
  assert.equal(own.service?.token, 'x');
  assert.deepEqual(describedWith(t, undefined).trusted, [simulatorTarget.tls, simulatorTarget.tls]);
});
