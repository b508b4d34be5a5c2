/** What the network does to the next request to each server. */
import { defineParameterType, Given } from '@cucumber/cucumber';
import type { TimeWish } from '../src/bindings/enabler-services/ntp.ts';
import type { Scenario } from './scenario.ts';

export type Trouble = NonNullable<TimeWish['trouble']>;

/** How features call it. */
const words: Readonly<Record<string, Trouble>> = {
  'loses the request': 'request lost',
  'loses the answer': 'answer lost',
  'holds the answer back until the client has asked again': 'answer late',
  'brings an answer to another request first': 'answer to another',
  'brings an answer from elsewhere first': 'answer from elsewhere',
};

defineParameterType({
  name: 'trouble',
  regexp: new RegExp(Object.keys(words).join('|')),
  transformer: (text: string): Trouble => words[text] ?? 'request lost',
});

const troubles = new WeakMap<Scenario, Trouble>();

Given('the network {trouble}', function (this: Scenario, trouble: Trouble) {
  troubles.set(this, trouble);
});

/** It comes once. */
export function nextTrouble(world: Scenario): Trouble | undefined {
  const trouble = troubles.get(world);
  troubles.delete(world);
  return trouble;
}
