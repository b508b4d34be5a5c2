/** What can be wrong with what name servers say of names. */
import { sameName } from '../../../src/contract/enabler-services/dns.ts';
import type { Defect } from '../defect.ts';
import { onMail } from './mail.ts';
import { answeredNames, answeredType, withData } from './name-mail.ts';

const kills = (...clauses: string[]) => ({ kills: clauses, mayAlsoBreak: [] as string[] });
const addresses = ['dns/alias', 'dns/extension', 'dns/recursion', 'dns/instance-names'];

export const nameDataDefects: readonly Defect[] = [
  onMail(
    {
      name: 'names-wrong-ipv4',
      does: 'Every name has the same wrong IPv4 address.',
      kills: ['dns/address', 'dns/alias'],
      mayAlsoBreak: addresses,
    },
    answeredNames((answer) => withData(answer, 'A', '203.0.113.1')),
  ),
  onMail(
    {
      name: 'names-no-ipv6',
      does: 'No name has an IPv6 address.',
      ...kills('dns/address'),
    },
    answeredType(['AAAA'], (answer) => ({ ...answer, answers: [] })),
  ),
  onMail(
    {
      name: 'names-alias-alone',
      does: 'An alias comes without the addresses that it leads to.',
      ...kills('dns/alias'),
    },
    answeredType(['A'], (answer) => ({
      ...answer,
      answers: answer.answers.some(({ type }) => type === 'CNAME')
        ? answer.answers.filter(({ type }) => type === 'CNAME')
        : answer.answers,
    })),
  ),
  onMail(
    {
      name: 'names-alias-of-another',
      does: 'An alias stands for another name.',
      ...kills('dns/alias'),
    },
    answeredType(['CNAME'], (answer) => withData(answer, 'CNAME', 'other.cloud.simulator.test')),
  ),
  onMail(
    {
      name: 'names-absent-for-no-data',
      does: 'A name without such data is said not to exist.',
      ...kills('dns/absence'),
    },
    answeredNames((answer) =>
      answer.answers.length === 0 && answer.rcode === 'NOERROR' && !answer.truncated
        ? { ...answer, rcode: 'NXDOMAIN' }
        : answer,
    ),
  ),
  onMail(
    {
      name: 'names-no-data-for-absent',
      does: 'A name that does not exist is said to lack such data.',
      ...kills('dns/absence'),
    },
    answeredNames((answer) =>
      answer.rcode === 'NXDOMAIN' ? { ...answer, rcode: 'NOERROR' } : answer,
    ),
  ),
  onMail(
    {
      name: 'names-hijacked',
      does: 'Every name that does not exist leads to an address.',
      ...kills('dns/absence'),
    },
    answeredType(['A'], (answer) =>
      answer.rcode === 'NXDOMAIN'
        ? {
            ...answer,
            rcode: 'NOERROR',
            authorities: [],
            answers: answer.questions.map(({ name }) => ({
              name,
              type: 'A',
              ttl: 5,
              data: '203.0.113.1',
            })),
          }
        : answer,
    ),
  ),
  onMail(
    {
      name: 'names-absence-without-end',
      does: 'A name server does not say for how long there is nothing.',
      ...kills('dns/absence'),
    },
    answeredNames((answer) => ({ ...answer, authorities: [] })),
  ),
  onMail(
    {
      name: 'names-cut-and-not-said',
      does: 'An answer is cut, and the datagram does not say so.',
      ...kills('dns/truncation'),
    },
    answeredNames((answer) => ({ ...answer, truncated: false })),
  ),
  onMail(
    {
      name: 'names-cut-over-tcp',
      does: 'An answer is cut over connections, too.',
      ...kills('dns/truncation'),
    },
    answeredType(['TXT'], (answer, { over }) =>
      over === 'udp' ? answer : { ...answer, truncated: true, answers: answer.answers.slice(0, 9) },
    ),
  ),
  onMail(
    {
      name: 'names-part-over-tcp',
      does: 'A part of a long answer is missing over connections.',
      ...kills('dns/truncation'),
    },
    answeredType(['TXT'], (answer) => ({ ...answer, answers: answer.answers.slice(0, 59) })),
  ),
  onMail(
    {
      name: 'names-too-long-a-datagram',
      does: 'A datagram is longer than a client takes that says nothing of its size.',
      ...kills('dns/truncation'),
    },
    answeredType(['TXT'], (answer) =>
      answer.truncated
        ? {
            ...answer,
            answers: answer.questions.map(({ name }) => ({
              name,
              type: 'TXT',
              ttl: 5,
              data: ['', '', ''].map(() => `"${'x'.repeat(200)}"`).join(' '),
            })),
          }
        : answer,
    ),
  ),
  onMail(
    {
      name: 'names-reverse-missing',
      does: 'No address has a name.',
      ...kills('dns/reverse'),
    },
    answeredType(['PTR'], (answer) => ({ ...answer, rcode: 'NXDOMAIN', answers: [] })),
  ),
  onMail(
    {
      name: 'names-reverse-wrong',
      does: 'An address has the name of another host.',
      ...kills('dns/reverse'),
    },
    answeredType(['PTR'], (answer) => withData(answer, 'PTR', 'other.cloud.simulator.test')),
  ),
  onMail(
    {
      name: 'names-service-port',
      does: 'A service comes with a wrong port.',
      ...kills('dns/services'),
    },
    answeredType(['SRV'], (answer) =>
      withData(answer, 'SRV', '10 60 5099 www.cloud.simulator.test'),
    ),
  ),
  onMail(
    {
      name: 'names-extension-unknown',
      does: 'A name server overlooks that clients take larger datagrams.',
      ...kills('dns/extension'),
    },
    answeredNames(({ edns, ...answer }) =>
      edns === undefined || answer.rcode !== 'NOERROR'
        ? answer
        : { ...answer, truncated: true, answers: [] },
    ),
  ),
  onMail(
    {
      name: 'names-extension-any-version',
      does: 'A name server answers in any version of the extension as if it knew it.',
      ...kills('dns/extension'),
    },
    answeredNames((answer) =>
      answer.rcode === 'BADVERS' ? { ...answer, rcode: 'NOERROR' } : answer,
    ),
  ),
  onMail(
    {
      name: 'names-recursion-refused',
      does: 'A name server does not ask others, though it says so.',
      ...kills('dns/recursion'),
    },
    answeredNames((answer) =>
      answer.questions.some(({ name }) => sameName(name, 'www.elsewhere.test'))
        ? { ...answer, rcode: 'REFUSED', answers: [] }
        : answer,
    ),
  ),
  onMail(
    {
      name: 'names-recursion-not-said',
      does: 'A name server does not say that it asks others.',
      ...kills('dns/recursion'),
    },
    answeredNames((answer) => ({ ...answer, recursionAvailable: false })),
  ),
];
