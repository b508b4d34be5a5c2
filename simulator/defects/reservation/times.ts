/** The defects of when reservations begin and end. */
import type { Defect } from '../defect.ts';
import type { Json } from '../wrapping.ts';
import { crossed, defect, kills, showing } from './parts.ts';

const instead = (lease: Json, from: string, to: string): Json =>
  lease['status'] === from ? { ...lease, status: to } : lease;

/** More than are made in the time that a service may take. */
const looks = 100;

export const reservationTimeDefects: readonly Defect[] = [
  defect('begins-late', 'A reservation begins minutes after its time.', kills('create'), (next) => {
    const seen = new Map<unknown, number>();
    return showing((lease) => {
      const times = (seen.get(lease['id']) ?? 0) + 1;
      seen.set(lease['id'], times);
      return times > looks ? lease : instead(lease, 'ACTIVE', 'PENDING');
    })(next);
  }),
  defect(
    'begins-at-once',
    'A reservation is active from when it was asked for.',
    crossed('create'),
    showing((lease) => instead(lease, 'PENDING', 'ACTIVE')),
  ),
  defect(
    'never-ends',
    'A reservation whose time is over is active on.',
    crossed('create'),
    showing((lease) => instead(lease, 'TERMINATED', 'ACTIVE')),
  ),
];
