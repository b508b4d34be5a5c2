/** The image service by itself, with tokens that are their bearers' names. */
import { createImage } from '../../../simulator/image/service.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';
import { type ReleaseName, releases } from '../../../simulator/release.ts';
import { createTokenCheck } from '../../../simulator/token-check.ts';
import { image, type Image } from '../../../src/contract/image/image.ts';
import { bearers, projects } from '../compute/compute-alone.ts';

export interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function imageAlone(release: ReleaseName = 'zed') {
  const world = createWorld(createVirtualClock(), 1);
  const { service, ...ports } = createImage(world, releases[release], {
    authenticate: createTokenCheck(
      { resolve: (token) => bearers[token], hasProject: () => true },
      '/identity',
    ),
    adminProject: projects.admin,
  });
  /** @param what method and path below `/image/v2` */
  const ask = async (what: string, asked: Asked = {}) => {
    const [method = '', path = ''] = what.split(' ');
    const { body, as, type = 'application/json' } = asked;
    const isRaw = typeof body === 'string' || body instanceof ReadableStream;
    const answer = await service.fetch(
      new Request(`http://cloud.test/image/v2${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(as === undefined ? {} : { 'x-auth-token': as }),
          ...(body === undefined ? {} : { 'content-type': type }),
          ...asked.headers,
        },
        ...(body === undefined
          ? {}
          : { body: isRaw ? body : JSON.stringify(body), duplex: 'half' }),
      }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type') === 'application/json';
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
  const create = async (wish: object, as = 'member'): Promise<Image> =>
    image.parse((await ask('POST /images', { as, body: wish })).body);
  const upload = (id: string, body: string | ReadableStream, as = 'member') =>
    ask(`PUT /images/${id}/file`, { as, body, type: 'application/octet-stream' });
  const show = async (id: string, as = 'member'): Promise<Image> =>
    image.parse((await ask(`GET /images/${id}`, { as })).body);
  const names = async (as: string, query = '') => {
    const { images } = (await ask(`GET /images${query}`, { as })).body as {
      images: { name: string }[];
    };
    return images.map(({ name }) => name);
  };
  return { world, ask, create, upload, show, names, ...ports };
}

/** What a refusal says: its status and first sentence. */
export const refusal = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  String(answer.body['message']).split('<br />')[0],
];
