/** All that can be wrong with what a VIM watches for its consumers. */
import type { Defect } from '../defect.ts';
import { alarmDefects } from './alarms.ts';
import { measureDefects } from './measures.ts';
import { notificationDefects } from './notifications.ts';

export const monitoringDefects: readonly Defect[] = [
  ...alarmDefects,
  ...measureDefects,
  ...notificationDefects,
];
