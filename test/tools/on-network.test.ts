/**
 * Address servers are asked on a network, by what goes to all. unshare, nsenter and ip of Linux make the
 * network, without being root where the system lets users have namespaces.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ends = fileURLToPath(new URL('address-server-on-network.ts', import.meta.url));

/** @param address of the clients' interface */
const network = (address: string): string => `
  set -e
  ip link add c0 type veth peer name s0
  ip link set c0 up
  unshare --net sleep 60 & there=$!
  trap 'kill $there $server' EXIT
  while [ "$(readlink /proc/$there/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.1; done
  ip link set s0 netns $there
  ${address === '' ? '' : `ip address add ${address} dev c0`}
  ip route add 255.255.255.255 dev c0
  nsenter --net -t $there sh -c 'ip address add 192.0.2.2/24 dev s0 && ip link set s0 up && ip route add 255.255.255.255 dev s0 && exec "$@"' sh "$1" "$2" server & server=$!
  until nsenter --net -t $there grep -q ':0043 ' /proc/net/udp; do sleep 0.1; done
  "$1" "$2" "$3"
`;

async function asked(address: string, by: 'client' | 'probe' = 'client'): Promise<unknown> {
  const script = ['sh', '-c', network(address), 'sh', process.execPath, ends, by];
  const how = ['--net', '--user', '--map-root-user', ...script];
  const { stdout } = await promisify(execFile)('unshare', how, { timeout: 60_000 });
  return JSON.parse(stdout);
}

const given = {
  given: '192.0.2.100',
  again: '192.0.2.100',
  refused:
    'Refusal: refused as invalid (0): interface c0 to 02:00:00:00:00:01: 10.99.99.99 is not yours',
};

test('clients without an address are given one', { timeout: 120_000 }, async () => {
  assert.deepEqual(await asked(''), given);
});

test('who has an address is told about the network, too', { timeout: 120_000 }, async () => {
  assert.deepEqual(await asked('192.0.2.77/24'), { ...given, mask: '255.255.255.0' });
});

test('a probe on the network asks for the harness', { timeout: 120_000 }, async () => {
  assert.deepEqual(await asked('', 'probe'), given);
});
