/** What it takes to find out what a large infrastructure has, and who has it. */
import { createSimulator } from '../../simulator/create-simulator.ts';
import { createOpenStack } from '../../src/bindings/openstack.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import type { Figure } from './measure.ts';
import { fill, heap } from './servers.ts';

const hosts = 1000;
const servers = 20_000;

export async function infrastructureFigures(): Promise<readonly Figure[]> {
  const simulator = createSimulator({ hosts });
  await fill(simulator, servers);
  const http = createHttp({
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: simulator.clock,
    fetch: (request) => simulator.fetch(request),
  });
  const openstack = createOpenStack({
    http,
    endpoints: { interface: 'public', overrides: {} },
    choices: {},
    newPassword: () => 'nobody signs in with it',
  });
  const { infrastructure } = await openstack.signIn('bench', simulatorTarget.credentials);
  const started = process.cpuUsage();
  const found = await infrastructure.hosts.list();
  await infrastructure.hosts.programs();
  let taken = 0;
  for (const { id } of await infrastructure.providers.list()) {
    const { vCPUs } = await infrastructure.providers.offers(id);
    const all = Object.values(await infrastructure.allocations.from(id));
    const had = all.reduce((sum, amounts) => sum + (amounts['vCPUs'] ?? 0), 0);
    if (had !== (vCPUs?.givenAway ?? 0)) throw new Error(`${id} has given away what nobody has`);
    taken += had;
  }
  const { user, system } = process.cpuUsage(started);
  if (found.length !== hosts || taken < servers) throw new Error('not all was found');
  return [
    {
      what: 'discovery of 1,000 hosts with 20,000 servers, CPU',
      value: (user + system) / 1_000_000,
      unit: 's',
      budget: '< 5',
    },
    {
      what: 'memory that is in use then',
      value: heap() / 1024 / 1024,
      unit: 'MiB',
      budget: '< 300',
    },
  ];
}
