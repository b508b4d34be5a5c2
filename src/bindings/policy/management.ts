/** Managing policies over HTTP. Source: ETSI GS NFV-SOL 012 V3.4.1, clause 5.5. */
import type { z } from 'zod';
import {
  policiesAnswer,
  policyAnswer,
  type PolicyAnswer,
  policyModifications,
  type PolicyModifications,
} from '../../contract/policy/policy.ts';
import { problemDetails, problemMediaTypes } from '../../contract/policy/problem.ts';
import { subscriptionAnswer, subscriptionsAnswer } from '../../contract/policy/subscription.ts';
import { Refusal, type RefusalReason, Violation } from '../../failures.ts';
import type { Answer, Ask, Http } from '../../transport/http.ts';
import { hasNewToken } from '../hosts.ts';
import { allPages, type Link } from '../pages.ts';
import type { Policy, PolicyManager } from '../policy-manager.ts';
import type { Session } from '../session.ts';

/** The only version that we transfer of a policy. */
const version = '1.0';

export interface PolicyManagementOptions {
  /** Where the policies and subscriptions are, without a slash at the end. */
  readonly root: string;
  readonly http: Http;
  readonly session: Session;
  /** In place of the token of whoever has signed in. */
  readonly token?: string | undefined;
}

export function policyManagement({
  root,
  http,
  session,
  token: own,
}: PolicyManagementOptions): PolicyManager {
  async function ask(
    success: number,
    method: Ask['method'],
    path: string,
    json?: unknown,
  ): Promise<Answer> {
    const send = () => {
      const token = own ?? session.signedIn?.token;
      return http.send({
        method,
        url: root + path,
        actor: session.actor,
        headers: {
          Accept: problemMediaTypes.join(', '),
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(json === undefined ? {} : { json }),
      });
    };
    let answer = await send();
    // A token may end in mid-run; only a new one can tell that from a refusal.
    const mayHaveEnded =
      answer.status === 401 && own === undefined && session.signedIn !== undefined;
    if (mayHaveEnded && (await hasNewToken(session))) answer = await send();
    if (answer.status !== success) throw refusal(answer, `${method} ${path}`, success);
    return answer;
  }
  /** A list may come in pages, each of which links to the next (ETSI GS NFV-SOL 013, clause 5.4.2). */
  const all = <Entry>(first: string, schema: z.ZodType<Entry[]>): Promise<Entry[]> =>
    allPages(first, root, async (path) => {
      const answer = await ask(200, 'GET', path);
      return { entries: read(schema, answer), links: linksOf(answer) };
    });
  const modify = async (id: string, changes: PolicyModifications): Promise<void> => {
    const answer = await ask(200, 'PATCH', one(id), changes);
    const done = read(policyModifications, answer);
    if (Object.entries(changes).some(([name, value]) => !isSame(done[name], value))) {
      throw new Violation({
        expected: `the modifications of the policy to be told as they were asked for: ${JSON.stringify(changes)}`,
        observed: answer.text.slice(0, 200),
      });
    }
  };
  return {
    async announce(name, designer) {
      const wish = { name, ...(designer === undefined ? {} : { designer }) };
      const answer = await ask(201, 'POST', '/policies', wish);
      mustHaveLocation(answer);
      return read(policyAnswer, answer).id;
    },
    async transfer(id, content) {
      await ask(201, 'PUT', `${one(id)}/versions/${version}`, content);
    },
    query: async () => (await all('/policies', policiesAnswer)).map(asPolicy),
    show: async (id) => asPolicy(read(policyAnswer, await ask(200, 'GET', one(id)))),
    content: async (id) => (await ask(200, 'GET', `${one(id)}/selected_versions`)).json(),
    activate: (id) => modify(id, { activationStatus: 'ACTIVATED' }),
    deactivate: (id) => modify(id, { activationStatus: 'DEACTIVATED' }),
    associate: (id, thing) => modify(id, { addAssociations: [thing] }),
    disassociate: (id, thing) => modify(id, { removeAssociations: [thing] }),
    async delete(id) {
      await ask(204, 'DELETE', one(id));
    },
    async subscribe(policyId, callbackUri) {
      const filter = { notificationTypes: ['PolicyChangeNotification'], policyIds: [policyId] };
      const answer = await ask(201, 'POST', '/subscriptions', { filter, callbackUri });
      mustHaveLocation(answer);
      return read(subscriptionAnswer, answer).id;
    },
    async unsubscribe(id) {
      await ask(204, 'DELETE', `/subscriptions/${encodeURIComponent(id)}`);
    },
    async subscriptionsTo(policyId) {
      const found = await all('/subscriptions', subscriptionsAnswer);
      return found.filter((each) => each.filter?.policyIds?.includes(policyId)).map(({ id }) => id);
    },
  };
}

/** The link to the next page (RFC 8288), where there is one. */
function linksOf({ headers }: Answer): readonly Link[] {
  const [, href] = /<([^>]*)>[^,]*;\s*rel="?next"?(?:[;,\s]|$)/i.exec(headers['link'] ?? '') ?? [];
  return href === undefined ? [] : [{ rel: 'next', href }];
}

const one = (id: string): string => `/policies/${encodeURIComponent(id)}`;

const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

const asPolicy = ({
  id,
  name,
  transferStatus,
  activationStatus,
  associations = [],
}: PolicyAnswer): Policy => ({
  id,
  name,
  isTransferred: transferStatus === 'TRANSFERRED',
  isActive: activationStatus === 'ACTIVATED',
  associations,
});

/** @throws Violation that names the field */
function read<S extends z.ZodType>(schema: S, answer: Answer): z.infer<S> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Violation({
    expected: 'the answer to have the form of the interface’s description',
    observed: `at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`,
  });
}

function mustHaveLocation({ headers }: Answer): void {
  if (headers['location'] !== undefined) return;
  throw new Violation({
    expected: 'the answer to a creation to say in Location where the new thing is',
    observed: 'it has no such header',
  });
}

const reasons: Readonly<Record<number, RefusalReason>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknown',
  409: 'conflicting',
  412: 'conflicting',
  422: 'invalid',
};
/** Who must not learn anything may be told nothing but the status. */
const mayBeBare: readonly number[] = [401, 404];

/** Anything but the success of a call: a well-formed refusal, or not even that. */
function refusal(answer: Answer, doing: string, success: number): Refusal | Violation {
  const { status, text, headers } = answer;
  const reason = reasons[status];
  const wrong = (observed: string) =>
    new Violation({
      expected: `${doing} to be answered with status ${String(success)}, or refused with problem details`,
      observed: `status ${String(status)} ${observed}`,
    });
  if (reason === undefined) return wrong('');
  if (text === '' && mayBeBare.includes(status)) return new Refusal(reason, status, '');
  const type = headers['content-type'] ?? 'no Content-Type';
  if (!problemMediaTypes.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) {
    return wrong(`as ${type}`);
  }
  const parsed = problemDetails.safeParse(answer.json());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return wrong(`with ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`);
  }
  if (parsed.data.status !== status) return wrong(`told as ${String(parsed.data.status)}`);
  return new Refusal(reason, status, parsed.data.detail);
}
