/** Ways in which the types of resources that can be had can be told wrongly. */
import type { Defect } from '../defect.ts';
import { afterwards, changingAnswer, withStatus } from '../wrapping.ts';
import { eachRow } from './parts.ts';

const at = (operation: string) => [
  `or-vi/resource-information/${operation}`,
  `vi-vnfm/resource-information/${operation}`,
];

export const resourceTypeDefects: readonly Defect[] = [
  {
    name: 'resource-types-of-compute-too-large',
    does: 'A type of virtualised compute of three vCPUs is told with twice the memory.',
    kills: at('query-compute'),
    mayAlsoBreak: [],
    wrap: changingAnswer({ method: 'GET', path: /\/flavors\/detail$/ }, (body) =>
      eachRow(body, 'flavors', (row) =>
        row['vcpus'] === 3 ? { ...row, ram: Number(row['ram']) * 2 } : row,
      ),
    ),
  },
  {
    name: 'resource-types-of-network-unknown',
    does: 'A type of virtualised network that is listed is unknown by itself.',
    kills: at('query-network'),
    mayAlsoBreak: [],
    wrap: afterwards({ method: 'GET', path: /\/v2\.0\/extensions\/[^/]+$/ }, (response) =>
      withStatus(response, 404),
    ),
  },
  {
    name: 'resource-types-of-storage-unknown',
    does: 'A type of virtualised storage that is listed is unknown by itself.',
    kills: at('query-storage'),
    mayAlsoBreak: [],
    wrap: afterwards({ method: 'GET', path: /\/types\/[^/]+$/ }, (response) =>
      withStatus(response, 404),
    ),
  },
];
