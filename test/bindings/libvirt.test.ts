/** The binding with what a real libvirt (9.0.0, its driver `test`) has answered. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { libvirtHost } from '../../src/bindings/hardware/libvirt.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';
import type { RunTool, ToolAnswer } from '../../src/transport/command-tool.ts';

interface Recorded {
  readonly part: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}
const file = new URL('../samples/hardware/virsh.jsonl', import.meta.url);
const recorded = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/** A recorded answer. @param n which of those to this command, counted from 0 */
function said(part: string, line: string, n = 0): ToolAnswer {
  const found = recorded.filter((each) => each.part === part && each.args.join(' ') === line)[n];
  assert.ok(found, `nothing is recorded for ${line}`);
  return { code: found.code, stdout: found.stdout ?? '', stderr: found.stderr ?? '' };
}

/** A host that answers each command, by its first word, with what is given. */
function answering(answers: Readonly<Record<string, ToolAnswer>>) {
  const asked: { readonly args: readonly string[]; readonly input: string }[] = [];
  const run: RunTool = (args, input) => {
    asked.push({ args, input });
    const answer = answers[args[0] ?? ''];
    return answer === undefined
      ? Promise.reject(new Error(`not expected: ${args.join(' ')}`))
      : Promise.resolve(answer);
  };
  return { host: libvirtHost(run), asked };
}
const ok = (stdout: string): ToolAnswer => ({ code: 0, stdout, stderr: '' });

test('what the host has', async () => {
  const { host } = answering({ nodeinfo: said('the host', 'nodeinfo') });
  assert.deepEqual(await host.has(), { vcpus: 16, memory: 3 * 1024 ** 3 });
});

test('an execution environment is defined as what the host can execute', async () => {
  const { host, asked } = answering({
    capabilities: said('the host', 'capabilities'),
    define: said('life of a domain', 'define /tmp/vm.xml'),
  });
  const uuid = '7a3e0000-0000-4000-8000-0000000000b1';
  await host.define({ name: 'vm', uuid, vcpus: 2, memory: 512 * 1024 ** 2 });
  const { args, input } = asked.at(-1) ?? assert.fail();
  assert.deepEqual(args, ['define', '/dev/stdin']);
  assert.match(input, /<domain type='test'>[^]*<name>vm<\/name>[^]*<uuid>7a3e0000-/);
  assert.match(input, /<memory unit='b'>536870912<[^]*<vcpu>2<[^]*<type arch='i686'>hvm</);
  const kvm = said('the host', 'capabilities');
  const real = answering({
    capabilities: ok(kvm.stdout.replaceAll("type='test'/>", "type='qemu'/><domain type='kvm'/>")),
    define: ok(''),
  });
  await real.host.define({ name: 'vm', vcpus: 1, memory: 1 });
  assert.match(real.asked.at(-1)?.input ?? '', /<domain type='kvm'>/);
});

test('states and capacity', async () => {
  const dumpxml = said('life of a domain', 'dumpxml vm');
  const states = {
    off: said('life of a domain', 'domstate vm --reason', 0),
    running: said('life of a domain', 'domstate vm --reason', 1),
    suspended: said('life of a domain', 'domstate vm --reason', 2),
    other: ok('crashed\n\n'),
  };
  for (const [state, domstate] of Object.entries(states)) {
    const { host } = answering({ domstate, dumpxml });
    assert.deepEqual(await host.show('vm'), {
      name: 'vm',
      uuid: '7a3e0000-0000-4000-8000-0000000000b1',
      state,
      has: { vcpus: 2, memory: 1024 ** 3 },
    });
  }
  const { host } = answering({ list: ok('a\nb\n\n') });
  assert.deepEqual(await host.names(), ['a', 'b']);
});

describe('what the host complains of', () => {
  const life = 'life of a domain';
  const refusals: Readonly<Record<string, readonly [ToolAnswer, Refusal['reason']]>> = {
    'start of one that runs': [said(life, 'start vm', 2), 'conflicting'],
    'suspend of one that is suspended': [said(life, 'suspend vm', 1), 'conflicting'],
    'resume of one that runs': [said(life, 'resume vm', 1), 'conflicting'],
    'destroy of one that is off': [said(life, 'destroy vm', 1), 'conflicting'],
    'an unknown one': [said('errors', 'start nope'), 'unknown'],
    'the same name': [said('errors', 'define /tmp/same-name.xml'), 'duplicate'],
    'the same UUID': [said('errors', 'define /tmp/same-uuid.xml'), 'duplicate'],
    'no name': [said('errors', 'define /tmp/noname.xml'), 'invalid'],
    'broken XML': [said('errors', 'define /tmp/broken.xml'), 'invalid'],
  };
  for (const [what, [start, reason]] of Object.entries(refusals)) {
    test(`${what} is ${reason}`, async () => {
      const { host } = answering({ start });
      await assert.rejects(
        host.act('start', 'vm'),
        (error) => error instanceof Refusal && error.reason === reason,
      );
    });
  }
  test('a host that cannot be reached is unreachable', async () => {
    for (const n of [0, 1, 3]) {
      const { host } = answering({
        list: said('no such driver, no such daemon, no such file', 'list', n),
      });
      await assert.rejects(host.names(), Unreachable);
    }
  });
  test('what nobody understands is a violation', async () => {
    const { host } = answering({ start: { code: 1, stdout: '', stderr: 'error: moon\n' } });
    await assert.rejects(host.act('start', 'vm'), Violation);
  });
});

test('answers that are none are violations', async () => {
  const wrong = [
    '',
    '<domain',
    '<domain><name>x</name></domain>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  ];
  for (const text of wrong) {
    const { host } = answering({
      domstate: ok('running'),
      dumpxml: ok(text),
      capabilities: ok(text),
    });
    await assert.rejects(host.show('vm'), Violation, text);
    await assert.rejects(host.define({ name: 'vm', vcpus: 1, memory: 1 }), Violation, text);
  }
  await assert.rejects(answering({ nodeinfo: ok('CPU(s): many') }).host.has(), Violation);
});
