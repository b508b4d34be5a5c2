/** Verdict, exit code and files of runs that come to their end. */
import assert from 'node:assert/strict';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { withDeviations } from '../../simulator/defects/register.ts';
import { cloud, describeCloud } from './cloud.ts';
import { fewExamples, workplace, type Workplace } from './workplace.ts';

const onSimulator = (place: Workplace, ...args: readonly string[]) =>
  place.call('run', '--simulator', ...args);
const verdictsOf = (place: Workplace, run?: string) =>
  place.conformance(run).scenarios.map(({ id, verdict }) => `${id} ${verdict}`);
const entry = (example: string, expect: string, expires = '2999-12-31') =>
  `- example: ${example}\n  owner: jane@acme.example\n  reason: our scheduler plug-in\n  expires: ${expires}\n  expect: ${expect}\n`;

describe('verdicts', { concurrency: 3, timeout: 600_000 }, () => {
  test('exit 0 and partial: all that there is passes, serial, in workers and in shards', async (t) => {
    const [serial, parallel, shards] = [workplace(t), workplace(t), workplace(t)];
    const [first, second] = await Promise.all([
      onSimulator(serial, ...fewExamples),
      onSimulator(parallel, ...fewExamples, '--parallel', '2'),
    ]);
    assert.equal(first.code, 0, first.stderr);
    const { verdict, because, totals, scenarios, target, requirements } = serial.conformance();
    const all = scenarios.length;
    const { pass } = totals.requirements;
    assert.equal(verdict, 'partial');
    assert.match(because, /^\d+ MUST requirements without an example/);
    for (const line of [
      `verdict       partial: ${because}\n`,
      `scenarios     ${String(all)}: ${String(all)} pass\n`,
      `requirements  ${String(requirements.length)}: `,
      `${String(pass)} pass`,
      'exit code     0\n',
    ]) {
      assert.ok(first.stdout.includes(line), line);
    }
    assert.match(first.stdout, /^target .*bundled simulator, not your cloud/m);
    assert.ok(target.bundledSimulator);
    assert.equal(totals.scenarios.pass, scenarios.length);
    const [run = ''] = serial.runs();
    assert.equal(readlinkSync(join(serial.folder, 'reports/latest')), basename(run));

    assert.equal(second.code, 0, second.stderr);
    assert.deepEqual(verdictsOf(parallel), verdictsOf(serial));
    const made = parallel.ledger().filter(({ id, gone }) => id === undefined && gone === undefined);
    for (const [name, entries] of Map.groupBy(made, (entry) => entry.name)) {
      const makers = new Set(entries.map(({ scenario, resource }) => scenario ?? resource));
      assert.equal(makers.size, 1, `${name} is asked for twice only within an example`);
    }
    assert.equal(new Set(made.map(({ n }) => n)).size, made.length);

    // At the same time and into the same folder, as CI may do it.
    const [one, two] = await Promise.all([
      onSimulator(shards, ...fewExamples, '--shard', '1/2'),
      onSimulator(shards, ...fewExamples, '--shard', '2/2'),
    ]);
    assert.ok(
      shards
        .runs()
        .map((run) => basename(run))
        .includes(readlinkSync(join(shards.folder, 'reports/latest'))),
    );
    assert.deepEqual([one.code, two.code], [0, 0]);
    const [left = [], right = []] = shards.runs().map((folder) => verdictsOf(shards, folder));
    assert.ok(left.length > 0 && right.length > 0);
    assert.deepEqual([...left, ...right].sort(), [...verdictsOf(serial)].sort());
  });

  test('exit 1: a MUST requirement fails; 0 once the failure is known, still not conformant', async (t) => {
    const place = workplace(t);
    const args = ['--defect', 'flavour-list-forgets', '--tags', '@id:flavour-create-listed'];
    const { code, stdout } = await onSimulator(place, ...args);
    assert.equal(code, 1, stdout);
    for (const says of [
      /FAIL +flavour-create-listed/,
      /requirement +flavour\/create \(MUST\): /,
      /step +Then the VDC user finds the flavour listed/,
      /expected +the list to hold cft-/,
      /observed +it has \d+ entries, none with that id/,
      /request +GET http:\/\/simulator\.test\/compute\/v2\.1\/flavors/,
      /again +curl /,
      /run again +npx nfvi-conformance run --simulator --defect flavour-list-forgets --tags @id:flavour-create-listed$/,
      /verdict +non-conformant: /,
    ]) {
      assert.match(stdout, new RegExp(says.source, 'm'));
    }
    const other = workplace(t);
    other.write('known.yaml', entry('flavour-create-listed', 'none with that id'));
    const known = await onSimulator(other, ...args, '--deviations', 'known.yaml');
    assert.equal(known.code, 0, known.stdout);
    assert.match(known.stdout, /known deviation until 2999-12-31: our scheduler plug-in/);
    const { verdict, scenarios } = other.conformance();
    assert.equal(verdict, 'non-conformant');
    assert.equal(scenarios[0]?.verdict, 'fail');
    assert.equal(scenarios[0].deviation?.owner, 'jane@acme.example');
  });

  test('exit 1: a list of deviations that is out of date; what is not selected is ignored', async (t) => {
    const place = workplace(t);
    place.write(
      'known.yaml',
      entry('flavour-create-listed', 'anything') +
        entry('flavour-create-answer', 'anything', '2020-01-01') +
        entry('flavour-create-nothing', 'anything') +
        entry('flavour-delete-gone', 'anything'),
    );
    const tags = '@id:flavour-create-listed or @id:flavour-create-answer';
    const { code, stdout } = await onSimulator(place, '--deviations', 'known.yaml', '--tags', tags);
    assert.equal(code, 1, stdout);
    const { warnings, because, verdict } = place.conformance();
    const messages = warnings.map(({ message }) => message);
    assert.match(because, /the list of known deviations is out of date/);
    assert.equal(verdict, 'partial');
    for (const says of [
      /flavour-create-listed .* is out of date: it passes now/,
      /flavour-create-answer .* expired on 2020-01-01/,
      /flavour-create-nothing .* names nothing in the suite/,
    ]) {
      assert.ok(
        messages.some((message) => says.test(message)),
        String(says),
      );
      assert.match(stdout, says);
    }
    assert.equal(
      messages.some((message) => message.includes('flavour-delete-gone')),
      false,
    );
  });

  test('exit 5: an expression that selects nothing, and a part that must be the whole', async (t) => {
    const [nothing, part] = [workplace(t), workplace(t)];
    const none = await onSimulator(
      nothing,
      '--tags',
      '@id:flavour-create-listed and @id:flavour-create-answer',
    );
    assert.equal(none.code, 5, none.stdout);
    assert.match(none.stdout, /Nothing was selected/);
    assert.equal(nothing.conformance().verdict, 'incomplete');
    const { code, stdout } = await onSimulator(
      part,
      '--require-conformant',
      '--tags',
      '@id:flavour-create-listed',
    );
    assert.equal(code, 5, stdout);
    assert.match(stdout, /verdict +partial: .*--require-conformant is given/);
    assert.equal(part.conformance().exitCode, 5);
  });

  test('exit 0 with a warning: only what the chapter does not demand fails', async (t) => {
    const place = workplace(t);
    const { code, stdout } = await onSimulator(
      place,
      ...['--defect', 'flavour-delete-accepts-unknown', '--tags', '@clause:flavour/delete'],
    );
    assert.equal(code, 0, stdout);
    const { verdict, scenarios, warnings } = place.conformance();
    const failed = scenarios.filter((scenario) => scenario.verdict === 'fail');
    assert.ok(failed.length > 0);
    for (const { id, level } of failed) {
      assert.equal(level, 'SHOULD');
      assert.ok(
        warnings.some((warning) => warning.scenario === id && warning.message.includes('failed')),
      );
    }
    assert.equal(verdict, 'partial');
    assert.match(stdout, /the chapter does not demand it/);
  });

  test('--keep-failed leaves what the failing example made, tells it, and nothing else', async (t) => {
    const place = workplace(t);
    const { url, things } = await cloud(t, {
      wrap: (next) => withDeviations(next, ['flavour-list-wrong-capacity']),
    });
    const before = await things();
    describeCloud(place, url);
    const tags = '@id:flavour-create-listed or @id:flavour-create-answer';
    const { code, stdout } = await place.call(
      'run',
      '--cloud',
      'acme',
      '--keep-failed',
      '--tags',
      tags,
    );
    assert.equal(code, 1, stdout);
    const left = (await things()).filter((thing) => !before.includes(thing));
    assert.equal(left.length, 1);
    assert.match(left[0] ?? '', /^flavors cft-/);
    const name = left[0]?.split(' ')[1] ?? '';
    const { leaks } = place.conformance();
    assert.deepEqual(
      leaks.map((leak) => [leak.resource, leak.name, leak.kept, leak.scenario, leak.reason]),
      [['compute/flavour', name, true, 'flavour-create-listed', 'kept by --keep-failed']],
    );
    assert.match(stdout, new RegExp(name));
    const [run = ''] = place.runs();
    assert.match(readFileSync(join(run, 'requirements.md'), 'utf8'), new RegExp(name));

    const janitor = await place.call('janitor', '--cloud', 'acme');
    assert.equal(janitor.code, 0, janitor.stdout);
    assert.deepEqual(await things(), before);
  });

  test('a target that goes away in mid-run: exit 5, what may be left is told, the ledger has it', async (t) => {
    const place = workplace(t);
    let requests = 0;
    let hangUp = async (): Promise<void> => undefined;
    const { url, close } = await cloud(t, {
      wrap: (next) => async (request) => {
        requests += 1;
        if (requests === 60) void hangUp();
        return next(request);
      },
    });
    hangUp = close;
    describeCloud(place, url);
    const { code, stdout } = await place.call('run', '--cloud', 'acme', ...fewExamples);
    assert.equal(code, 5, stdout);
    const { verdict, scenarios, leaks } = place.conformance();
    assert.equal(verdict, 'incomplete');
    assert.ok(
      scenarios.some((scenario) => scenario.verdict === 'pass'),
      'what was shown stays shown',
    );
    const open = scenarios.filter((scenario) => scenario.verdict === 'inconclusive');
    assert.ok(open.some(({ reason }) => /nothing listens there|reset|closed/.test(reason ?? '')));
    const left = new Map(place.ledger().map((line) => [line.n, line]));
    const names = [...left.values()].filter(({ gone }) => gone !== true).map(({ name }) => name);
    assert.ok(names.length > 0);
    assert.deepEqual(leaks.map(({ name }) => name).sort(), names.sort());
  });
});
