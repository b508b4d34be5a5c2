/** Bandwidth of networks, by policies about quality of service: `/qos/policies`, Networking API 2.0. */
import { qosPoliciesAnswer } from '../contract/network/qos-policy.ts';
import { NotPrepared } from '../failures.ts';
import { listNetwork } from './ask-network.ts';
import type { Session } from './session.ts';

const form = /^(\d+) Mbit\/s$/;

/** @throws Error for a text that is no bandwidth: features send only those that are */
export function kilobits(bandwidth: string): number {
  const [, number] = form.exec(bandwidth) ?? [];
  if (number !== undefined) return Number(number) * 1000;
  throw new Error(`"${bandwidth}" is no bandwidth, as "10 Mbit/s" is`);
}

/** The bandwidths of the policies that the caller may use, by the ids of these. */
export async function bandwidths(session: Session): Promise<ReadonlyMap<string, string>> {
  const policies = await listNetwork(session, '/qos/policies', {
    doing: 'list the bandwidths that are offered',
    schema: qosPoliciesAnswer,
    page: (page) => ({ entries: page.policies, links: page.policies_links }),
  });
  return new Map(
    policies.flatMap(({ id, rules }) => {
      const limit = rules.find(({ type }) => type === 'bandwidth_limit')?.max_kbps;
      return limit === undefined ? [] : [[id, `${String(limit / 1000)} Mbit/s`] as const];
    }),
  );
}

/** @throws NotPrepared when nobody offers the caller such a bandwidth */
export async function policyOf(session: Session, bandwidth: string): Promise<string> {
  for (const [id, offered] of await bandwidths(session)) if (offered === bandwidth) return id;
  throw new NotPrepared(`no network of ${bandwidth} is offered`);
}
