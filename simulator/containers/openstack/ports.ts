import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/** API of the container (conf/apis.txt), or of what stands beside it → port, the same one in the container and on the host. */
export type Ports = Readonly<Record<string, number>>;

/**
 * Published by the container for services that share its network (simulator/containers/cyborg and blazar). Cyborg's own
 * port, 6666, is one of those that no `fetch` asks (the Fetch standard's bad ports).
 */
const neighbours: Ports = { cyborg: 6660, blazar: 1234 };

async function defaultPorts(): Promise<Ports> {
  const table = await readFile(new URL('conf/apis.txt', import.meta.url), 'utf8');
  const rows = table.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const own = rows.map((row) => {
    const [name = '', port = ''] = row.split(/\s+/);
    return [name, Number(port)] as const;
  });
  return { ...Object.fromEntries(own), ...neighbours };
}

/**
 * The sets of ports to try, in order: OpenStack's own first, then the same ones moved up (nova's 8774 → 18774). They stay
 * below 32768, where the kernel takes the ports of outgoing connections, also within the container.
 */
export async function portSets(): Promise<Ports[]> {
  const ports = await defaultPorts();
  const moved = Array.from({ length: 13 }, (_, index) => 10_000 + index * 1000);
  return [0, ...moved].map((offset) =>
    Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, port + offset])),
  );
}

/** Whether nothing listens on any of the ports. Somebody else may still be quicker than whoever asked. */
export async function allFree(ports: Ports): Promise<boolean> {
  for (const port of Object.values(ports)) if (!(await free(port))) return false;
  return true;
}

function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
