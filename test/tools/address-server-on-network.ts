/** Both ends of a network that `on-network.test.ts` makes: a server that hears all on `s0`, and clients on `c0`, or their probe. */
import { createSocket } from 'node:dgram';
import { openAddressServer } from '../../src/bindings/enabler-services/dhcp.ts';
import { decodeDhcp, encodeDhcp, noAddress } from '../../src/contract/enabler-services/dhcp.ts';
import { addressOfInterface, broadcastLine } from '../../src/transport/broadcast-socket.ts';
import { realClock } from '../../src/transport/clock.ts';
import { commandLine } from '../../src/transport/command-line.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createProbe, type Probe } from '../../src/transport/probe.ts';
import { longestProbeFrame } from '../../src/transport/probe-frames.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { addressServers } from '../../simulator/enabler-services/addresses.ts';
import { ownNetwork } from '../../simulator/enabler-services/dhcp.ts';
import { program } from '../cli/command.ts';

const { relayAgent } = ownNetwork;

/** The simulator's server behind a relay agent, which it needs. */
function serve(): void {
  const simulator = createSimulator();
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => {
    const { broadcast, clientAddress, ...request } = decodeDhcp(bytes);
    const relayed = encodeDhcp({ ...request, broadcast, clientAddress, relayAgent });
    simulator.mailbox({ server: addressServers[0], over: 'udp' }, relayed, (answer) => {
      const back = encodeDhcp({ ...decodeDhcp(answer), relayAgent: noAddress });
      socket.send(back, 68, clientAddress === noAddress ? '255.255.255.255' : clientAddress);
    });
  });
  socket.bind(67, () => {
    socket.setBroadcast(true);
  });
}

/** @param probe by which the client asks; by itself without it */
async function ask(probe?: Probe): Promise<void> {
  let count = 0n;
  const ports = { client: 68, server: 67 };
  const ownAddress = probe === undefined ? addressOfInterface('c0') : undefined;
  const server = openAddressServer(
    { interface: 'c0' },
    {
      open: (probe?.broadcast ?? broadcastLine)('c0', ports),
      ownAddress,
      log: createExchangeLog(),
      redactor: createRedactor(),
      clock: realClock,
      random: () => (count += 1n),
    },
  );
  const mac = server.newClient();
  const lease = await server.take(await server.discover(mac));
  const again = await server.confirm(mac, lease.address);
  const refused = await server.confirm(mac, '10.99.99.99').catch((error: unknown) => String(error));
  await server.release(lease);
  const told = ownAddress === undefined ? undefined : await server.inform(mac, ownAddress);
  process.stdout.write(
    JSON.stringify({ given: lease.address, again: again.address, refused, mask: told?.mask }),
  );
}

const [, , role] = process.argv;
if (role === 'server') serve();
else if (role === 'client') await ask();
else {
  const probe = createProbe(commandLine([process.execPath, program, 'agent'], longestProbeFrame));
  await ask(probe);
  probe.close();
}
