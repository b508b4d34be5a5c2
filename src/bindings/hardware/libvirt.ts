/**
 * Execution environments made through libvirt, by its command `virsh`: it is on every host that has libvirt, and
 * speaks its wire protocol. Source: virsh(1); libvirt 9.0.0, recorded.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { z } from 'zod';
import { capabilities, domain, units } from '../../contract/hardware/domain.ts';
import { Refusal, type RefusalReason, Unreachable, Violation } from '../../failures.ts';
import type { RunTool } from '../../transport/command-tool.ts';
import type {
  EnvironmentAction,
  EnvironmentState,
  EnvironmentWish,
  ExecutionHost,
} from '../execution-host.ts';

/** What of a complaint tells the reason; the first that fits. */
const complaints: readonly (readonly [RegExp, RefusalReason])[] = [
  [/failed to get domain|no domain with matching/i, 'unknown'],
  [/already exists|already defined/i, 'duplicate'],
  [/already (?:active|running)|not (?:running|paused|active)/i, 'conflicting'],
  [/authentication (?:failed|cancelled)|access denied/i, 'forbidden'],
  [/missing|invalid|unsupported configuration|XML|premature end|exceeds/i, 'invalid'],
];
const unreachable =
  /failed to connect to the hypervisor|cannot (?:recv|send) data|end of file while/i;

const states: Readonly<Record<string, EnvironmentState>> = {
  running: 'running',
  idle: 'running',
  paused: 'suspended',
  'shut off': 'off',
};

const commands: Readonly<Record<EnvironmentAction, string>> = {
  start: 'start',
  suspend: 'suspend',
  resume: 'resume',
  // At once, whatever runs in it: none of ours has anything to end.
  stop: 'destroy',
  remove: 'undefine',
};

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  // Entities could multiply without end.
  processEntities: false,
  isArray: (name, path) => name === 'guest' || String(path) === 'capabilities.guest.arch.domain',
});

export function libvirtHost(run: RunTool): ExecutionHost {
  /** @throws Refusal, Unreachable, Violation by what is complained of */
  async function ask(args: readonly string[], input = ''): Promise<string> {
    const { code, stdout, stderr } = await run(args, input);
    if (code === 0) return stdout;
    const said = complaintIn(stderr);
    if (unreachable.test(stderr)) throw new Unreachable(`${args[0] ?? ''}: ${said}`);
    const reason = complaints.find(([words]) => words.test(said))?.[1];
    if (reason !== undefined) throw new Refusal(reason, code, said);
    throw new Violation({
      expected: `an answer to ${args[0] ?? ''}, or a refusal whose reason is known`,
      observed: `exit status ${String(code)}: ${said}`,
    });
  }

  function shaped<S extends z.ZodType>(text: string, schema: S, what: string): z.infer<S> {
    const broken = XMLValidator.validate(text);
    if (broken !== true) throw malformed(what, broken.err.msg);
    const read = schema.safeParse(parser.parse(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw malformed(what, `at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'another form'}`);
  }

  /** What the host can execute; hardware acceleration where it has it. */
  async function kind() {
    const text = await ask(['capabilities']);
    const { guest } = shaped(text, capabilities, 'capabilities').capabilities;
    const [first] = guest;
    const fit =
      guest.find(({ arch }) => arch.domain.some(({ type }) => type === 'kvm')) ??
      guest.find(({ os_type: type }) => type === 'hvm') ??
      first;
    if (fit === undefined) throw malformed('capabilities', 'nothing can be executed');
    const types = fit.arch.domain.map(({ type }) => type);
    const type = types.includes('kvm') ? 'kvm' : (types[0] ?? 'qemu');
    return { type, arch: fit.arch.name, os: fit.os_type };
  }

  return {
    async has() {
      const facts = await ask(['nodeinfo']);
      const fact = (name: string): number => {
        const value = new RegExp(`^${name}:\\s+(\\d+)(?: KiB)?\\s*$`, 'm').exec(facts)?.[1];
        if (value === undefined) throw malformed('nodeinfo', `no line "${name.replace('\\', '')}"`);
        return Number(value);
      };
      return { vcpus: fact('CPU\\(s\\)'), memory: fact('Memory size') * 1024 };
    },
    async names() {
      const text = await ask(['list', '--all', '--name']);
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    },
    async show(name) {
      // Some versions add the reason.
      const state = (await ask(['domstate', name])).replace(/\(.*/s, '').trim();
      const told = shaped(await ask(['dumpxml', name]), domain, 'dumpxml').domain;
      const size = units[told.memory.unit];
      if (size === undefined) throw malformed('dumpxml', `memory in ${told.memory.unit}`);
      return {
        name: told.name,
        uuid: told.uuid,
        state: states[state] ?? 'other',
        has: { vcpus: Number(told.vcpu), memory: Number(told.memory['#text']) * size },
      };
    },
    async define(wish) {
      await ask(['define', '/dev/stdin'], definitionOf(wish, await kind()));
    },
    async act(action, name) {
      await ask([commands[action], name]);
    },
  };
}

function definitionOf(
  { name, uuid, vcpus, memory }: EnvironmentWish,
  { type, arch, os }: { readonly type: string; readonly arch: string; readonly os: string },
): string {
  // Names are the run's own, and ids and numbers have no sign that means anything here.
  return [
    `<domain type='${type}'>`,
    `  <name>${name}</name>`,
    ...(uuid === undefined ? [] : [`  <uuid>${uuid}</uuid>`]),
    `  <memory unit='b'>${String(memory)}</memory>`,
    `  <vcpu>${String(vcpus)}</vcpu>`,
    `  <os><type arch='${arch}'>${os}</type></os>`,
    '</domain>',
    '',
  ].join('\n');
}

/** What it complains of, the first lines of it. */
const complaintIn = (stderr: string): string =>
  stderr
    .split('\n')
    .map((line) => line.replace(/^error:\s*/, '').trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join('; ') || 'nothing said';

const malformed = (what: string, observed: string): Violation =>
  new Violation({ expected: `the answer to ${what} to have its form`, observed });
