/** Agents whose frames are wrong, or that die: each ends in a verdict, with the frame in the transcript. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { cloud, describeCloud } from '../cli/cloud.ts';
import { filesBelow, workplace } from '../cli/workplace.ts';

/** Programs that get the first call as a line. */
const agents: Readonly<
  Record<string, { does: string; code: number; verdict: string; shows: RegExp }>
> = {
  'answers in a batch': {
    does: `console.log('[{"jsonrpc":"2.0","id":1,"result":{}}]')`,
    code: 1,
    verdict: 'fail',
    shows: /neither a call nor an answer[^]*\[\{"jsonrpc":"2\.0","id":1/,
  },
  'answers both with a result and an error': {
    does: `console.log('{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":-32001,"message":"no"}}')`,
    code: 1,
    verdict: 'fail',
    shows: /neither a call nor an answer[^]*"code":-32001/,
  },
  'answers what was not asked': {
    does: `console.log('{"jsonrpc":"2.0","id":99,"result":{}}')`,
    code: 1,
    verdict: 'fail',
    shows: /an answer to 99, which was not asked/,
  },
  'dies in mid-call': {
    does: 'process.exit(3)',
    code: 5,
    verdict: 'inconclusive',
    shows: /InitAcc/,
  },
};

describe('an agent that misbehaves', { concurrency: 2, timeout: 120_000 }, () => {
  for (const [what, { does, code, verdict, shows }] of Object.entries(agents)) {
    test(what, async (t) => {
      const place = workplace(t);
      describeCloud(place, (await cloud(t)).url);
      const script = `process.stdin.once('data', () => { ${does} })`;
      const command = JSON.stringify([process.execPath, '-e', script]);
      place.write(
        'target.yaml',
        `target: wrong\nvim: { openstack: { cloud: acme } }\nacceleration: { vn-nf: [{ command: ${command} }] }\n`,
      );
      const args = ['--target', 'target.yaml', '--tags', '@id:acceleration-init-capabilities'];
      const outcome = await place.call('run', ...args);
      assert.equal(outcome.code, code, outcome.stdout + outcome.stderr);
      assert.deepEqual(
        place.conformance().scenarios.map((scenario) => scenario.verdict),
        [verdict],
      );
      const [folder = ''] = place.runs();
      const [transcript = ''] = filesBelow(folder).filter((path) => path.startsWith('transcripts'));
      assert.match(readFileSync(join(folder, transcript), 'utf8'), shows);
    });
  }
});
