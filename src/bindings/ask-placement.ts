/** How placement is asked, and its words for amounts. */
import type { Amounts } from './infrastructure-port.ts';
import type { ServiceAsk, Session } from './session.ts';

/** From 1.28 on consumers have generations; types of consumers (1.38) are not needed. */
const versions = { wanted: '1.36', needed: '1.28' } as const;

export const askPlacement =
  (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('placement', { method, path, versions, ...(json === undefined ? {} : { json }) });

/** Resource classes by the words of features; others are words themselves. */
const classes: Readonly<Record<string, string>> = {
  vCPUs: 'VCPU',
  memory: 'MEMORY_MB',
  'local storage': 'DISK_GB',
  'display heads': 'VGPU_DISPLAY_HEAD',
};
const words = new Map(Object.entries(classes).map(([word, name]) => [name, word]));

export const wordFor = (resourceClass: string): string => words.get(resourceClass) ?? resourceClass;
export const classFor = (word: string): string => classes[word] ?? word;

/** Nothing of something is the same as not having it. */
export const inWords = (amounts: Readonly<Record<string, number>>): Amounts =>
  Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      amount === 0 ? [] : [[wordFor(name), amount] as const],
    ),
  );
export const onWire = (amounts: Amounts): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(amounts).map(([word, amount]) => [classFor(word), amount]));
