/** The VIM at the simulator's door. Each exchange is judged by the published document. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createSimulator, type SimulatorOptions } from '../../../simulator/create-simulator.ts';
import { problemTypePrefix } from '../../../src/contract/acceleration/problems.ts';
import { signIn } from '../signed-in.ts';
import { conforms } from './published.ts';
import { workloadAt } from './workload.ts';

const origin = 'http://cloud.test';

export interface Answered<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  /** The word of a refusal. */
  readonly word: string | undefined;
}
export interface Resource {
  readonly accResourceId: string;
  readonly hostId: string;
  readonly type: string;
  readonly state: string;
  readonly attachedTo?: string;
  readonly attachTarget?: string;
  readonly image?: string;
  readonly operations: readonly string[];
}
/** What answers are read for. */
export interface Body {
  readonly accResourceId: string;
  readonly accQueryResult: readonly Resource[];
  readonly discoveredAccResourceInfo: readonly Resource[];
  readonly accStatistics: readonly {
    readonly accResourceId: string;
    readonly hostId: string;
    readonly subSystem: string;
    readonly attributes: Readonly<Record<string, number>>;
  }[];
  readonly SubscriptionId: string;
  readonly Alarm: readonly Readonly<Record<string, unknown>>[];
  readonly detail: string;
}

export async function managed(options: SimulatorOptions = {}, who = 'admin') {
  const simulator = createSimulator(options);
  const { token } = await signIn(simulator, who, origin);

  const fetch = async (
    method: string,
    path: string,
    init: RequestInit,
  ): Promise<Answered<Body>> => {
    const answer = await simulator.fetch(
      new Request(`${origin}/acceleration/nf-vi${path}`, { method, ...init }),
    );
    const text = await answer.text();
    const body = (text === '' ? undefined : JSON.parse(text)) as Body & { readonly type?: string };
    const type = answer.headers.get('content-type') ?? '';
    const sent = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    conforms({ method, path, body: sent, status: answer.status, type, answer: body });
    const word = answer.status < 400 ? undefined : body.type?.replace(problemTypePrefix, '');
    return { status: answer.status, headers: answer.headers, body, word };
  };
  const authorization = `Bearer ${token}`;

  /** @param what method and path behind `/acceleration/nf-vi` */
  const call = (what: string, body?: object, headers: Record<string, string> = {}) => {
    const [method = '', path = ''] = what.split(' ');
    return fetch(method, path, {
      headers: { authorization, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const stimulus = async (name: string, facts: object): Promise<number> => {
    const answer = await simulator.fetch(
      new Request(`${origin}/acceleration/stimuli/${name}`, {
        method: 'POST',
        body: JSON.stringify(facts),
      }),
    );
    return answer.status;
  };
  /** Of compute, as the administrator. */
  const compute = async (what: string, body?: object): Promise<unknown> => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await simulator.fetch(
      new Request(`${origin}/compute/v2.1${path}`, {
        method,
        headers: {
          'x-auth-token': token,
          'content-type': 'application/json',
          'openstack-api-version': 'compute 2.79',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  /** Makes a virtual compute and waits until it runs. */
  const launch = async (): Promise<string> => {
    const images = await simulator.fetch(
      new Request(`${origin}/image/v2/images`, { headers: { 'x-auth-token': token } }),
    );
    const [image] = ((await images.json()) as { images: { id: string }[] }).images;
    const made = (await compute('POST /servers', {
      server: { name: 's', flavorRef: '42', imageRef: image?.id, networks: 'none' },
    })) as { server: { id: string } };
    await simulator.clock.sleep(20_000);
    return made.server.id;
  };
  const remove = async (id: string): Promise<void> => {
    await compute(`DELETE /servers/${id}`);
    await simulator.clock.sleep(20_000);
  };
  /** Gives an accelerator to a virtual compute. */
  const allocate = (id: string, accResourceInfo: object, attachTarget?: string) =>
    call('POST /resources', {
      attachTargetInfo: { type: 'virtual-compute', id, ...(attachTarget && { attachTarget }) },
      accResourceInfo,
    });
  const query = async (host: string, filter = ''): Promise<readonly Resource[]> => {
    const answer = await call(`GET /hosts/${host}/resources?Filter=${encodeURIComponent(filter)}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.accQueryResult;
  };
  /** Wherever it is. */
  const shown = async (id: string): Promise<Resource> => {
    for (const host of ['compute-1', 'compute-2', 'compute-3']) {
      const [found] = await query(host, `(eq,accResourceId,${id})`);
      if (found !== undefined) return found;
    }
    throw new Error(`no host has ${id}`);
  };
  /** A workload on an accelerator that its virtual compute was given. */
  const workloadOn = async (server: string, accResourceInfo: object) => {
    const { status, body } = await allocate(server, accResourceInfo);
    assert.equal(status, 201, JSON.stringify(body));
    const { attachTarget } = await shown(body.accResourceId);
    return { id: body.accResourceId, ...workloadAt(simulator, attachTarget) };
  };
  /** @param accImageInfo in the place of the right ones */
  const onload = (id: string, image: string, accImageInfo: object = {}) => {
    const form = new FormData();
    const checksum = createHash('sha256').update(image).digest('hex');
    form.set(
      'accImageInfo',
      JSON.stringify({ name: 'an image', type: 'fpga', checksum, ...accImageInfo }),
    );
    form.set('accImage', new Blob([image]), 'image');
    return fetch('PUT', `/resources/${id}/image`, { headers: { authorization }, body: form });
  };
  return {
    simulator,
    token,
    fetch,
    call,
    stimulus,
    launch,
    remove,
    allocate,
    query,
    shown,
    workloadOn,
    onload,
  };
}
