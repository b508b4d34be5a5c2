/** What can be wrong with who is answered by a name server, and how. */
import { decodeDns, encodeDns } from '../../../src/contract/enabler-services/dns.ts';
import type { Defect } from '../defect.ts';
import { atDoors, onMail } from './mail.ts';
import { answeredNames, ofNames, ofNamesOverTcp } from './name-mail.ts';

/** All examples ask for names. */
const any = [
  'dns/address',
  'dns/alias',
  'dns/absence',
  'dns/truncation',
  'dns/reverse',
  'dns/services',
  'dns/extension',
  'dns/recursion',
  'dns/instance-names',
];
const killing = (...kills: string[]) => ({
  kills,
  mayAlsoBreak: any.filter((clause) => !kills.includes(clause)),
});

export const nameAnswerDefects: readonly Defect[] = [
  onMail(
    {
      name: 'names-answer-to-another',
      does: 'A name server answers with the id of another question.',
      ...killing('dns/address', 'dns/alias', 'dns/truncation'),
    },
    answeredNames((answer) => ({ ...answer, id: answer.id ^ 0x101 })),
  ),
  onMail(
    {
      name: 'names-question-changed',
      does: 'A name server repeats another question than the one it was asked.',
      ...killing('dns/address'),
    },
    answeredNames((answer) => ({ ...answer, questions: [{ name: 'other.test', type: 'A' }] })),
  ),
  onMail(
    {
      name: 'names-case-lost',
      does: 'A name server repeats every name in lower case.',
      kills: ['dns/address'],
      mayAlsoBreak: [],
    },
    answeredNames((answer) => ({
      ...answer,
      questions: answer.questions.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
    })),
  ),
  onMail(
    {
      name: 'names-case-sensitive',
      does: 'A name server knows names in lower case only.',
      kills: ['dns/address'],
      mayAlsoBreak: [],
    },
    answeredNames((answer) =>
      answer.questions.every(({ name }) => name === name.toLowerCase())
        ? answer
        : { ...answer, rcode: 'NXDOMAIN', answers: [] },
    ),
  ),
  onMail(
    {
      name: 'names-question-back',
      does: 'A name server sends the question back as a question.',
      ...killing('dns/address'),
    },
    atDoors(ofNames, (_next) => (_door, message, answer) => {
      answer(message);
    }),
  ),
  onMail(
    {
      name: 'names-answer-cut-short',
      does: 'The answers of a name server lack their last byte.',
      ...killing('dns/address', 'dns/alias'),
    },
    atDoors(ofNames, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes.slice(0, -1));
      });
    }),
  ),
  onMail(
    {
      name: 'names-answer-from-elsewhere',
      does: 'A name server answers from another port than the one that was asked.',
      ...killing('dns/address', 'dns/alias'),
    },
    atDoors(ofNames, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes, { elsewhere: true });
      });
    }),
  ),
  onMail(
    {
      name: 'names-silent-after-answer',
      does: 'A name server overhears three questions after each answer.',
      ...killing('dns/address'),
    },
    (next) => {
      let heard = 0;
      return atDoors(ofNames, (inner) => (door, message, answer) => {
        if (heard % 4 === 0) inner(door, message, answer);
        heard += 1;
      })(next);
    },
  ),
  onMail(
    {
      name: 'names-refused',
      does: 'A name server refuses every question.',
      ...killing('dns/address', 'dns/alias', 'dns/reverse', 'dns/services', 'dns/recursion'),
    },
    answeredNames((answer) => ({ ...answer, rcode: 'REFUSED', answers: [], authorities: [] })),
  ),
  onMail(
    {
      name: 'names-forgotten',
      does: 'A name server that was stopped has forgotten its names.',
      ...killing('dns/address'),
    },
    (next) => {
      let silent = false;
      return atDoors(ofNames, (inner) => (door, message, answer) => {
        let answered = false;
        inner(door, message, (bytes, dispatch) => {
          answered = true;
          const forgotten = { ...decodeDns(bytes), rcode: 'NXDOMAIN', answers: [] };
          answer(silent ? encodeDns(forgotten) : bytes, dispatch);
        });
        silent ||= !answered;
      })(next);
    },
  ),
  onMail(
    {
      name: 'names-tcp-otherwise',
      does: 'A name server knows no names over connections.',
      ...killing('dns/address', 'dns/truncation'),
    },
    answeredNames((answer, { over }) =>
      over === 'udp' ? answer : { ...answer, rcode: 'NXDOMAIN', answers: [] },
    ),
  ),
  onMail(
    {
      name: 'names-no-tcp',
      does: 'A name server takes no connections, though it says that answers are cut.',
      ...killing('dns/truncation'),
    },
    atDoors(ofNamesOverTcp, (_next) => () => undefined),
  ),
];
