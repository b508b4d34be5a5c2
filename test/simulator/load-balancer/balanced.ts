/** A simulator with a load balancer of the tenant `demo`, and ways to ask both. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createSimulator, type Simulator } from '../../../simulator/create-simulator.ts';
import { memberAddresses } from '../../../simulator/load-balancer/members.ts';
import { signIn } from '../signed-in.ts';

const origin = 'http://cloud.test';

export interface Told {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Part {
  readonly id: string;
  readonly provisioning_status: string;
  readonly operating_status: string;
  readonly [key: string]: unknown;
}
/** What came back over a listener. */
export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly member: string | undefined;
}

export type Balanced = Awaited<ReturnType<typeof balanced>>;

/** @param cidr of the network of the load balancer; one that is there, else */
export async function balanced(simulator: Simulator = createSimulator(), cidr?: string) {
  const tokens = new Map<string, string>();
  const ask = async (what: string, body?: object, who = 'demo'): Promise<Told> => {
    const token = tokens.get(who) ?? (await signIn(simulator, who, origin)).token;
    tokens.set(who, token);
    const [method = '', path = ''] = what.split(' ');
    const url = path.startsWith('/network') ? path : `/load-balancer/v2/lbaas${path}`;
    const answer = await simulator.fetch(
      new Request(origin + url, {
        method,
        headers: { 'x-auth-token': token, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Told['body']) };
  };
  const settle = () => simulator.clock.sleep(2_500);
  /** Creates a part and waits until it is done. */
  const made = async (path: string, word: string, wish: object): Promise<Part> => {
    const { status, body } = await ask(`POST ${path}`, { [word]: wish });
    assert.equal(status, 201, JSON.stringify(body));
    await settle();
    return body[word] as Part;
  };
  const { subnets } = (await ask('GET /network/v2.0/subnets?name=private-subnet')).body as {
    subnets: readonly { id: string }[];
  };
  const subnetId = cidr === undefined ? (subnets[0]?.id ?? '') : await subnetOf(ask, cidr);
  const loadBalancer = await made('/loadbalancers', 'loadbalancer', { vip_subnet_id: subnetId });
  const address = String(loadBalancer['vip_address']);

  return {
    simulator,
    ask,
    made,
    settle,
    subnetId,
    loadBalancer,
    pool: (wish: object = {}) =>
      made('/pools', 'pool', {
        protocol: 'HTTP',
        lb_algorithm: 'ROUND_ROBIN',
        loadbalancer_id: loadBalancer.id,
        ...wish,
      }),
    listener: (port: number, wish: object = {}) =>
      made('/listeners', 'listener', {
        protocol: 'HTTP',
        protocol_port: port,
        loadbalancer_id: loadBalancer.id,
        ...wish,
      }),
    member: (poolId: string, n: number, wish: object = {}) => {
      const { address: at = '', port = 0 } = memberAddresses[n] ?? {};
      const of = { address: at, protocol_port: port, ...wish };
      return made(`/pools/${poolId}/members`, 'member', of);
    },
    connect: (port: number) => simulator.wire.connect({ address, port }),
    get: (port: number, path = '/', headers: Readonly<Record<string, string>> = {}) =>
      new Promise<Came>((resolve, reject) => {
        request({
          createConnection: () => simulator.wire.connect({ address, port }),
          path,
          headers,
        })
          .on('response', (answer) => {
            answer.resume();
            const { statusCode: status = 0, headers: back } = answer;
            const member = back['x-member'] as string | undefined;
            answer.once('end', () => {
              resolve({ status, headers: back, member });
            });
          })
          .on('error', reject)
          .end();
      }),
  };
}

/** A subnet that assigns no addresses. */
async function subnetOf(
  ask: (what: string, body?: object) => Promise<Told>,
  cidr: string,
): Promise<string> {
  const { networks } = (await ask('GET /network/v2.0/networks?name=private')).body as {
    networks: { id: string }[];
  };
  const subnet = { network_id: networks[0]?.id, ip_version: 4, cidr, enable_dhcp: false };
  const { body } = await ask('POST /network/v2.0/subnets', { subnet });
  return (body['subnet'] as { id: string }).id;
}

export const times = async <T>(n: number, run: () => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  for (let k = 0; k < n; k += 1) all.push(await run());
  return all;
};
