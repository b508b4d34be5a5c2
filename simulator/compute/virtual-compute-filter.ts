/** Which servers a list is about, beside whose they are. */
import type { ComputeNeeds } from './needs.ts';
import { regexOf, yes } from './virtual-compute-query.ts';
import type { statusFilter } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

/** Everything but whose the servers are. */
export function serverFilter(
  { network }: ComputeNeeds,
  filters: URLSearchParams,
  byStatus: ReturnType<typeof statusFilter>,
): (server: Server) => boolean {
  const tests: ((server: Server) => boolean)[] = [];
  const test = (name: string, make: (value: string) => (server: Server) => boolean) => {
    const value = filters.get(name);
    if (value !== null) tests.push(make(value));
  };
  const matching = (read: (server: Server) => string) => (value: string) => {
    const pattern = regexOf(value);
    return (server: Server) => pattern?.test(read(server)) === true;
  };
  const equal = (read: (server: Server) => string) => (value: string) => (server: Server) =>
    read(server) === value;
  test(
    'name',
    matching(({ name }) => name),
  );
  test(
    'display_name',
    matching(({ name }) => name),
  );
  test(
    'description',
    matching(({ description }) => description ?? ''),
  );
  test(
    'hostname',
    matching(({ hostname }) => hostname),
  );
  test(
    'flavor',
    equal(({ flavor }) => flavor.id),
  );
  test(
    'image',
    equal(({ imageId }) => imageId ?? ''),
  );
  test(
    'uuid',
    equal(({ id }) => id),
  );
  test(
    'host',
    equal(({ host }) => host),
  );
  test(
    'node',
    equal(({ host }) => host),
  );
  test(
    'user_id',
    equal(({ userId }) => userId),
  );
  test(
    'key_name',
    equal(({ keyName }) => keyName ?? ''),
  );
  test(
    'reservation_id',
    equal(({ reservationId }) => reservationId),
  );
  test(
    'availability_zone',
    equal(({ zone }) => zone),
  );
  test(
    'vm_state',
    equal(({ vmState }) => vmState),
  );
  test(
    'task_state',
    equal(({ taskState }) => taskState ?? ''),
  );
  test(
    'power_state',
    equal(({ powerState }) => String(powerState)),
  );
  test('locked', (value) => (server) =>
    (server.lockedBy !== undefined) === yes.includes(value.toLowerCase()));
  test('tags', (value) =>
    ({ tags }) =>
      value.split(',').every((tag) => tags.includes(tag)));
  test('changes-since', (value) =>
    ({ updatedAt }) =>
      updatedAt >= Date.parse(value));
  test('changes-before', (value) =>
    ({ updatedAt }) =>
      updatedAt <= Date.parse(value));
  for (const name of ['ip', 'ip6']) {
    test(
      name,
      (value) =>
        ({ id }) =>
          network
            .portsOf(id)
            .some((port) => port.addresses.some(({ address }) => regexOf(value)?.test(address))),
    );
  }
  if (byStatus !== undefined) tests.push(byStatus.matches);
  return (server) => tests.every((passes) => passes(server));
}
