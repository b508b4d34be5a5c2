/** Ways in which creating a flavour can be wrong, beside those of every collection. */
import type { Defect } from '../defect.ts';
import { changingAnswer, changingRequest } from '../wrapping.ts';
import { create, createClause, inFlavor, listClause, ram } from './flavour-parts.ts';

const accepting = (name: string, does: string, field: string, wrong: (value: unknown) => boolean) =>
  ({
    name: `flavour-create-accepts-${name}`,
    does,
    kills: [createClause],
    mayAlsoBreak: [],
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (flavor) => (wrong(flavor[field]) ? { ...flavor, [field]: 1 } : flavor)),
    ),
  }) satisfies Defect;

export const flavourCreateDefects: readonly Defect[] = [
  {
    name: 'flavour-create-wrong-answer',
    does: 'The answer to a creation tells another amount of memory than was asked for.',
    kills: [createClause],
    mayAlsoBreak: [],
    wrap: changingAnswer(create, (body) => inFlavor(body, (f) => ({ ...f, ram: ram(f) + 1 }))),
  },
  {
    name: 'flavour-create-rounds-capacity',
    does: 'A flavour gets less local storage than was asked for, and says so.',
    kills: [createClause],
    mayAlsoBreak: [listClause],
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (f) => ({
        ...f,
        disk: typeof f['disk'] === 'number' ? Math.min(f['disk'], 10) : f['disk'],
      })),
    ),
  },
  accepting('no-vcpus', 'A flavour with no vCPU is made, with one.', 'vcpus', (v) => v === 0),
  accepting(
    'negative',
    'A negative number of vCPUs is taken for one.',
    'vcpus',
    (v) => Number(v) < 0,
  ),
  accepting(
    'words',
    'A number of vCPUs in words is taken for one.',
    'vcpus',
    (v) => typeof v === 'string',
  ),
  accepting('no-memory', 'A flavour without memory is made.', 'ram', (v) => v === 0),
  accepting('negative-memory', 'Negative memory is accepted.', 'ram', (v) => Number(v) < 0),
  accepting('negative-disk', 'Negative local storage is accepted.', 'disk', (v) => Number(v) < 0),
];
