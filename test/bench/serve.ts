/** A server in a process of its own: the simulator, or a bare Hono route with the same JSON work. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { addFlavours, entriesOf, tokenOf } from './world.ts';

const flavours = 5;
const simulator = createSimulator();
const token = await tokenOf(simulator);
await addFlavours(simulator, token, flavours);

async function bare(): Promise<string> {
  const entries = await entriesOf(simulator, token);
  const app = new Hono().get('/compute/v2.1/flavors', (context) => context.json(entries));
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const url =
  process.argv[2] === 'bare'
    ? await bare()
    : (await listen(simulator, { port: 0, ownsProcess: true })).url;
process.send?.({ url, token });
// Asked for at any time: what this process has used so far, in microseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
