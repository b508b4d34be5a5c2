import { requirements } from '../catalogue/catalogue.ts';
import { judge } from '../verdict/judge.ts';
import { readMessages } from '../verdict/read-messages.ts';
import type { RunFolder } from './run-folder.ts';
export function watchProgress() { return { push(_e: unknown) {}, end() {} }; }
export function present(folder: RunFolder): number {
  const v = judge(readMessages(folder.envelopes), requirements);
  console.log(v.verdict, v.exitCode, v.because, JSON.stringify(v.totals), v.warnings.slice(0, 10), v.leaks.slice(0,3));
  for (const s of v.scenarios) if (s.verdict !== 'pass') console.log(s.id, s.verdict, JSON.stringify(s.explanation), s.rerun);
  console.log(v.requirements.filter(r => r.verdict !== 'not-covered' && r.verdict !== 'not-applicable').map(r => `${r.id} ${r.level} ${r.verdict}`).join('\n'));
  return v.exitCode;
}
