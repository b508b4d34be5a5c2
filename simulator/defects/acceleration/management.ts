/** All defects of the 11 calls between the VIM and the accelerators of the infrastructure. */
import type { Defect } from '../defect.ts';
import { alarmDefects } from './alarms.ts';
import { anyManagementCallDefects } from './any-management-call.ts';
import { resourceDefects } from './resources.ts';
import { statisticsDefects } from './statistics.ts';
import { subscriptionDefects } from './subscriptions.ts';

export const managementDefects: readonly Defect[] = [
  ...anyManagementCallDefects,
  ...resourceDefects,
  ...statisticsDefects,
  ...alarmDefects,
  ...subscriptionDefects,
];
