/** Asking a Redfish service: who asks, what refusals mean, and which links may be followed. Source: DSP0266. */
import type { z } from 'zod';
import { errorText } from '../contract/hardware/errors.ts';
import { collection } from '../contract/hardware/resource.ts';
import {
  type ServiceRoot,
  serviceRoot,
  serviceRootPath,
} from '../contract/hardware/service-root.ts';
import { Refusal, type RefusalReason, Violation } from '../failures.ts';
import type { Answer, Ask, Http } from '../transport/http.ts';
import type { Bearer } from './hardware-manager.ts';

export interface RedfishAddress {
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** What is asked for, in words. */
export interface Wish extends Pick<Ask, 'json'> {
  readonly doing: string;
  readonly success: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asking {
  root(): Promise<ServiceRoot>;
  /** @returns the resource, and its tag where it has one */
  read<S extends z.ZodType>(
    path: string,
    schema: S,
    doing: string,
  ): Promise<{ readonly value: z.infer<S>; readonly tag: string | undefined }>;
  write(method: 'POST' | 'PATCH' | 'DELETE', path: string, wish: Wish): Promise<Answer>;
  /** All members of a collection, on all its pages. */
  members(path: string, doing: string): Promise<readonly string[]>;
}

/** What a service may have in one collection; more is no list any more. */
const mostPages = 1_000;

const reasons: Readonly<Record<number, RefusalReason>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknown',
  405: 'invalid',
  409: 'conflicting',
  412: 'conflicting',
  415: 'invalid',
  422: 'invalid',
  428: 'conflicting',
};

/** @throws Refusal in the form of Redfish; Violation for anything else but success */
function mustSucceed(answer: Answer, doing: string, success: readonly number[]): Answer {
  const { status } = answer;
  if (success.includes(status)) return answer;
  const wanted = `${success.join(' or ')} to "${doing}"`;
  const reason = reasons[status];
  const said = errorText(answer.text);
  if (reason !== undefined && said !== undefined) throw new Refusal(reason, status, said);
  throw new Violation({
    expected: reason === undefined ? wanted : `${wanted}, or a refusal in the form of the protocol`,
    observed: `status ${String(status)}${said === undefined ? '' : `: ${said}`}`,
  });
}

/** @throws Violation that names the field */
function mustShow<S extends z.ZodType>(answer: Answer, schema: S, doing: string): z.infer<S> {
  const read = schema.safeParse(answer.json());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Violation({
    expected: `the answer to "${doing}" to have the form of its schema`,
    observed: `at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`,
  });
}

/**
 * An address within the service.
 * @throws Violation for a link that leads out of it: nothing is sent there
 */
export function within(origin: string, link: string): string {
  const url = URL.canParse(link, origin) ? new URL(link, origin) : undefined;
  if (url?.origin === origin && url.pathname.startsWith('/redfish/')) {
    return url.pathname + url.search;
  }
  throw new Violation({
    expected: 'links within the service that is asked',
    observed: `a link to ${url === undefined ? 'no address' : url.origin + url.pathname}; it was not followed`,
  });
}

export function createAsking(http: Http, address: RedfishAddress, bearer: Bearer): Asking {
  const { origin } = new URL(address.url);
  const proof = proofOf(address, bearer);
  const actor = bearer.by === 'target file' ? 'VIM' : 'somebody';
  const send = (ask: Pick<Ask, 'method' | 'json'>, path: string, headers = {}) =>
    http.send({
      ...ask,
      url: origin + within(origin, path),
      actor,
      headers: { Accept: 'application/json', 'OData-Version': '4.0', ...proof, ...headers },
    });
  let root: Promise<ServiceRoot> | undefined;

  const asking: Asking = {
    root: () => {
      root ??= asking
        .read(serviceRootPath, serviceRoot, 'read the service root')
        .then(({ value }) => value);
      return root;
    },
    async read(path, schema, doing) {
      const answer = mustSucceed(await send({ method: 'GET' }, path), doing, [200]);
      const value = mustShow(answer, schema, doing);
      return { value, tag: answer.headers['etag'] };
    },
    async write(method, path, { doing, success, json, headers }) {
      const ask = { method, ...(json === undefined ? {} : { json }) };
      return mustSucceed(await send(ask, path, headers), doing, success);
    },
    async members(path, doing) {
      const found = new Set<string>();
      const pages = new Set<string>();
      for (let page: string | undefined = path; page !== undefined;) {
        if (pages.has(page) || pages.size === mostPages) {
          throw circle(doing, pages.has(page) ? 'it goes in a circle' : 'it does not end');
        }
        pages.add(page);
        const list: z.infer<typeof collection> = (await asking.read(page, collection, doing)).value;
        for (const link of list.Members) {
          const member = within(origin, link['@odata.id']);
          if (found.has(member)) throw circle(doing, `${member} is in it twice`);
          found.add(member);
        }
        const { 'Members@odata.nextLink': next, 'Members@odata.count': count } = list;
        page = next === undefined ? undefined : within(origin, next);
        if (page === undefined && count !== found.size) {
          throw circle(doing, `it says ${String(count)} and has ${String(found.size)}`);
        }
      }
      return [...found];
    },
  };
  return asking;
}

const circle = (doing: string, observed: string): Violation =>
  new Violation({ expected: `a list that ends, to "${doing}", with each member once`, observed });

function proofOf(
  { username, password }: RedfishAddress,
  bearer: Bearer,
): Readonly<Record<string, string>> {
  const basic = (name: string, secret: string) => ({
    Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
  });
  switch (bearer.by) {
    case 'nobody':
      return {};
    case 'session':
      return { 'X-Auth-Token': bearer.token };
    case 'password':
      return basic(bearer.name, bearer.password);
    case 'target file':
      return username === undefined ? {} : basic(username, password ?? '');
  }
}
