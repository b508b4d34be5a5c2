/** All defects of name servers. */
import type { Defect } from '../defect.ts';
import { instanceNameDefects } from './instance-names.ts';
import { nameAnswerDefects } from './name-answers.ts';
import { nameDataDefects } from './name-data.ts';

export const nameDefects: readonly Defect[] = [
  ...nameAnswerDefects,
  ...nameDataDefects,
  ...instanceNameDefects,
];
