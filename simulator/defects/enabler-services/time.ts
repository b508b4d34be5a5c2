/** All defects of time servers. */
import type { Defect } from '../defect.ts';
import { agreedKeyDefects } from './time-agreed-keys.ts';
import { timeAnswerDefects } from './time-answers.ts';
import { timeClockDefects } from './time-clock.ts';
import { timeKeyDefects } from './time-keys.ts';

export const timeDefects: readonly Defect[] = [
  ...timeAnswerDefects,
  ...timeClockDefects,
  ...timeKeyDefects,
  ...agreedKeyDefects,
];
