/** What is demanded of the answers of name servers. */
import {
  canonicalName,
  type KnownRecords,
  type NameAnswer,
} from '../src/bindings/enabler-services/dns.ts';
import type { Scenario } from './scenario.ts';

const comparable = (type: string, data: string): string =>
  type === 'TXT' ? data : canonicalName(data);

export function mustBe(world: Scenario, known: KnownRecords, answer: NameAnswer): void {
  const { server, rcode, answers } = answer;
  const what = `${known.type} of ${known.name} from ${server}`;
  if (rcode !== 'NOERROR') world.violated(what, `it answers ${rcode}`);
  const records = answers.filter(({ type }) => type === known.type);
  const seen = records.map(({ type, data = '' }) => comparable(type, data)).toSorted();
  const due = known.data?.map((data) => comparable(known.type, data)).toSorted();
  const expected = due?.join(', ') ?? `${String(known.count)} records`;
  const observed =
    due === undefined ? `${String(seen.length)} records` : seen.join(', ') || 'nothing';
  if (expected !== observed) world.violated(`${what} to be ${expected}`, observed);
}

/** Without the zone's SOA nobody knows for how long that holds (RFC 2308 §2). */
export function mustBeAbsent(
  world: Scenario,
  answer: NameAnswer,
  rcode: 'NXDOMAIN' | 'NOERROR',
): void {
  const { server, answers, authorities, questions } = answer;
  const [{ name, type } = { name: '', type: '' }] = questions;
  const what = `${rcode} for ${name} ${type} from ${server}`;
  if (answer.rcode !== rcode) world.violated(what, answer.rcode);
  if (answers.length > 0) {
    world.violated(`${what}, without an answer`, answers.map(({ data = '' }) => data).join(', '));
  }
  if (!authorities.some((record) => record.type === 'SOA')) {
    world.violated(`${what}, with how long that holds (SOA)`, 'it does not say for how long');
  }
}
