/**
 * A host on which execution environments are made directly, as its command `virsh` shows it: the arguments
 * that it is run with, what it says and its exit status. Source: virsh(1); libvirt 9.0.0, recorded.
 */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { capabilities, Complaint, type Domain, readDomain, writeDomain } from './domain-text.ts';

export interface ToolAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param input its standard input */
export type ExecutionHost = (args: readonly string[], input: string) => Promise<ToolAnswer>;

type DomainState = 'running' | 'paused' | 'shut off';

interface Row extends Domain {
  readonly uuid: string;
  readonly state: DomainState;
  /** Of those that run. */
  readonly id: number | undefined;
}

export interface HostCapacity {
  readonly vcpus: number;
  /** MiB */
  readonly ram: number;
}

interface Change {
  readonly from: readonly DomainState[];
  readonly to: DomainState;
  /** What is complained of in any other state. */
  readonly otherwise: (name: string) => string;
  readonly done: string;
}

const changes: Readonly<Record<string, Change>> = {
  start: {
    from: ['shut off'],
    to: 'running',
    otherwise: () => 'Domain is already active',
    done: 'started',
  },
  suspend: {
    from: ['running'],
    to: 'paused',
    otherwise: (name) => `internal error: domain '${name}' not running`,
    done: 'suspended',
  },
  resume: {
    from: ['paused'],
    to: 'running',
    otherwise: (name) => `internal error: domain '${name}' not paused`,
    done: 'resumed',
  },
  destroy: {
    from: ['running', 'paused'],
    to: 'shut off',
    otherwise: () => 'Requested operation is not valid: domain is not running',
    done: 'destroyed',
  },
};

const usual: HostCapacity = { vcpus: 16, ram: 65_536 };

export function createExecutionHost(world: World, has: HostCapacity = usual): ExecutionHost {
  const rows: Table<Row, 'uuid'> = world.store.table<Row, 'uuid'>('execution-host/domain', {
    key: ({ name }) => name,
    unique: { uuid: ({ uuid }) => uuid },
  });

  /** @throws Complaint */
  const domain = (name = ''): Row => {
    const row = rows.get(name) ?? rows.find('uuid', name);
    if (row === undefined) throw new Complaint(`failed to get domain '${name}'`);
    return row;
  };

  function define(text: string): string {
    const read = readDomain(text);
    const named = rows.get(read.name);
    const uuid = read.uuid ?? named?.uuid ?? world.ids.uuid();
    if (named !== undefined && named.uuid !== uuid) {
      throw new Complaint(
        `operation failed: domain '${read.name}' already exists with uuid ${named.uuid}`,
      );
    }
    const other = rows.find('uuid', uuid);
    if (other !== undefined && other.name !== read.name) {
      throw new Complaint(
        `operation failed: domain '${other.name}' is already defined with uuid ${uuid}`,
      );
    }
    if (named === undefined) rows.insert({ ...read, uuid, state: 'shut off', id: undefined });
    else rows.update(read.name, { memory: read.memory, vcpus: read.vcpus });
    return `Domain '${read.name}' defined from /dev/stdin\n`;
  }

  function run([command = '', ...args]: readonly string[], input: string): string {
    const [first] = args.filter((arg) => !arg.startsWith('--'));
    const change = changes[command];
    if (change !== undefined) {
      const { name, state } = domain(first);
      if (!change.from.includes(state)) throw new Complaint(change.otherwise(name));
      const running = rows.all().flatMap(({ id }) => id ?? []);
      const id = change.to === 'shut off' ? undefined : Math.max(0, ...running) + 1;
      rows.update(name, { state: change.to, id });
      return `Domain '${name}' ${change.done}\n`;
    }
    switch (command) {
      case 'capabilities':
        return capabilities;
      case 'nodeinfo':
        return nodeInfo(has);
      case 'define':
        if (first !== '/dev/stdin') throw new Complaint(`Failed to open file '${first ?? ''}'`);
        return define(input);
      case 'undefine': {
        const { name, state } = domain(first);
        if (state !== 'shut off') {
          throw new Complaint('Requested operation is not valid: cannot undefine a running domain');
        }
        rows.delete(name);
        return `Domain '${name}' has been undefined\n`;
      }
      case 'domstate':
        return `${domain(first).state}\n`;
      case 'dumpxml': {
        const row = domain(first);
        return writeDomain(row, row.uuid, row.id);
      }
      case 'list':
        if (!args.includes('--all') || !args.includes('--name')) break;
        return `${rows
          .all()
          .map(({ name }) => `${name}\n`)
          .join('')}\n`;
    }
    throw new Complaint(`unknown command: '${command}'`);
  }

  return (args, input) => {
    try {
      return Promise.resolve({ code: 0, stdout: `${run(args, input)}\n`, stderr: '' });
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      return Promise.resolve({ code: 1, stdout: '\n', stderr: `error: ${error.message}\n` });
    }
  };
}

const nodeInfo = ({ vcpus, ram }: HostCapacity): string => `CPU model:           x86_64
CPU(s):              ${String(vcpus)}
CPU frequency:       2600 MHz
CPU socket(s):       2
Core(s) per socket:  ${String(vcpus / 4)}
Thread(s) per core:  2
NUMA cell(s):        1
Memory size:         ${String(ram * 1024)} KiB
`;
