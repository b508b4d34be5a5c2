/** What can be wrong with the names of virtual computes. */
import { canonicalName, type DnsMessage } from '../../../src/contract/enabler-services/dns.ts';
import type { Defect } from '../defect.ts';
import { onMail } from './mail.ts';
import { answeredNames, withData } from './name-mail.ts';

const kills = { kills: ['dns/instance-names'], mayAlsoBreak: [] as string[] };

const nameIn = (answer: DnsMessage): string => canonicalName(answer.questions[0]?.name ?? '');
/** As runs call what they make. */
const ofRun = (answer: DnsMessage): boolean => nameIn(answer).startsWith('cft-');

export const instanceNameDefects: readonly Defect[] = [
  onMail(
    {
      name: 'names-instance-unknown',
      does: 'The name server does not know the names of virtual computes.',
      ...kills,
    },
    answeredNames((answer) =>
      ofRun(answer) ? { ...answer, rcode: 'NXDOMAIN', answers: [] } : answer,
    ),
  ),
  onMail(
    {
      name: 'names-instance-of-another',
      does: 'The names of all virtual computes lead to the address of the first.',
      ...kills,
    },
    (next) => {
      let first: string | undefined;
      return answeredNames((answer) => {
        if (!ofRun(answer)) return answer;
        first ??= answer.answers[0]?.data;
        return first === undefined ? answer : withData(answer, 'A', first);
      })(next);
    },
  ),
  onMail(
    {
      name: 'names-instance-stays',
      does: 'The name of a virtual compute stays when it is deleted.',
      ...kills,
    },
    (next) => {
      const seen = new Map<string, DnsMessage['answers']>();
      return answeredNames((answer) => {
        if (!ofRun(answer)) return answer;
        if (answer.answers.length > 0) seen.set(nameIn(answer), answer.answers);
        const answers = seen.get(nameIn(answer));
        return answers === undefined ? answer : { ...answer, rcode: 'NOERROR', answers };
      })(next);
    },
  ),
];
