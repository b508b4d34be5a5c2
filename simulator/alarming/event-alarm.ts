/** Event alarms: what a service tells of may be what they wait for. Source: Aodh 22, evaluator/event. */
import type { EventDemand, HappenedEvent } from '../../src/contract/alarming/alarm.ts';
import type { Notice } from '../kernel/notices.ts';
import type { World } from '../kernel/world.ts';
import type { Alarms } from './alarm-table.ts';
import { isHeld } from './comparison.ts';
import { isoInstant } from './instants.ts';
import type { Life } from './life.ts';

/** Those of a tenant wait for what concerns it; those without a tenant for what concerns none. */
export function listenForEvents(world: World, alarms: Alarms, life: Life): void {
  world.notices.listen((notice) => {
    const waiting = alarms.list('listening', notice.projectId ?? '');
    if (waiting.length === 0) return;
    const event = eventOf(world, notice);
    for (const alarm of waiting) {
      if (alarm.watched.type !== 'event') continue;
      if (alarm.state === 'alarm' && !alarm.repeatActions) continue;
      const { event_type: pattern, query } = alarm.watched.rule;
      if (!isLike(notice.eventType, pattern)) continue;
      if (!query.every((demand) => isMet(demand, notice, event))) continue;
      life.come(alarm, 'alarm', {
        reason: `Event <id=${event.message_id},event_type=${notice.eventType}> hits the query <query=${JSON.stringify(query)}>.`,
        data: { type: 'event', event },
      });
    }
  });
}

const eventOf = ({ ids, clock }: World, { eventType, traits }: Notice): HappenedEvent => ({
  message_id: ids.uuid(),
  event_type: eventType,
  generated: isoInstant(clock.now()),
  traits: Object.entries(traits).map(([name, value]) => [
    name,
    typeof value === 'string' ? 1 : 2,
    value,
  ]),
  raw: {},
});

/** `*` stands for anything, `?` for one character, as in the shell. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function isMet({ field, op, value, type }: EventDemand, notice: Notice, event: HappenedEvent) {
  const has = field.startsWith('traits.')
    ? notice.traits[field.slice('traits.'.length)]
    : event[field];
  if (typeof has !== 'string' && typeof has !== 'number') return false;
  const isNumber = type === 'integer' || type === 'float';
  return isNumber ? isHeld(Number(has), op, Number(value)) : isHeld(String(has), op, value);
}
