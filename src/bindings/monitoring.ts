/** What an OpenStack watches: one entry a part. */
import { alarmsOf } from './alarming/alarm.ts';
import { faultsOf } from './compute/virtual-compute-fault.ts';
import { collectionsOf } from './metrics/collection.ts';
import type { Monitoring } from './monitoring-port.ts';
import type { Session } from './session.ts';

export const monitoringOf = (session: Session): Monitoring => ({
  alarms: alarmsOf(session),
  collections: collectionsOf(session),
  faults: faultsOf(session),
});
