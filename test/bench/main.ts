/** `npm run bench`: the figures of the README. It tells; it does not judge. */
import { arch, cpus, platform } from 'node:os';
import { accelerationFigures } from './acceleration.ts';
import { harnessFigures } from './harness.ts';
import type { Figure } from './measure.ts';
import { infrastructureFigures } from './infrastructure.ts';
import { serverFigures } from './servers.ts';
import { simulatorFigures } from './simulator.ts';

const rounded = (value: number): string => value.toPrecision(value < 1 ? 2 : 3);

const row = ({ what, value, unit, budget = '' }: Figure): string =>
  `| ${what} | ${Number(rounded(value)).toLocaleString('en')} ${unit} | ${budget} |`;

const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${platform()} ${arch()}, ${String(cpus().length)} × ${cpu?.model ?? '?'}\n`,
);
console.log('| figure | here | budget |\n|---|---|---|');
const all = [
  simulatorFigures,
  serverFigures,
  infrastructureFigures,
  accelerationFigures,
  harnessFigures,
];
for (const figures of all) {
  for (const figure of await figures()) console.log(row(figure));
}
