/** All defects of the 14 calls between a workload and its accelerator. */
import type { Defect } from '../defect.ts';
import { anyCallDefects } from './any-call.ts';
import { configurationDefects } from './configuration.ts';
import { dataDefects } from './data.ts';
import { initialisationDefects } from './initialisation.ts';
import { notificationDefects } from './notifications.ts';

export const workloadDefects: readonly Defect[] = [
  ...anyCallDefects,
  ...initialisationDefects,
  ...configurationDefects,
  ...dataDefects,
  ...notificationDefects,
];
