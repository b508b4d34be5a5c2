/** What is measured of a server, again and again while it runs: it follows from its life and the time alone. */
import type { Measure } from './aggregation.ts';
import type { ServerLife, Stretch } from './server-life.ts';

/** How often, in milliseconds. */
const interval = 10_000;
/** Of older ones only so many are known. */
const most = 10_000;

/** @param ran how long it has run until then, in seconds @param share between 0 and 1, of the server @param wave between 0 and 1, of the moment */
type Gauge = (server: ServerLife, ran: number, share: number, wave: number) => number;

export interface PolledMetric {
  readonly name: string;
  readonly unit: string;
  readonly gauge: Gauge;
}

const growing =
  (bytesPerSecond: number): Gauge =>
  (_server, ran, share) =>
    Math.round(ran * bytesPerSecond * (0.5 + share));

/** By the type of the resource. Source: Telemetry's list of meters, "OpenStack Compute". */
export const polledMetrics = {
  instance: [
    {
      name: 'cpu',
      unit: 'ns',
      gauge: ({ vcpus }, ran, share) => Math.round(ran * vcpus * (0.1 + 0.3 * share) * 1e9),
    },
    {
      name: 'memory.usage',
      unit: 'MB',
      gauge: ({ memory }, _ran, share, wave) =>
        Math.round(memory * (0.2 + 0.2 * share + 0.1 * wave)),
    },
    { name: 'memory', unit: 'MB', gauge: ({ memory }) => memory },
    { name: 'vcpus', unit: 'vcpu', gauge: ({ vcpus }) => vcpus },
    { name: 'disk.root.size', unit: 'GB', gauge: ({ root }) => root },
    { name: 'disk.ephemeral.size', unit: 'GB', gauge: ({ ephemeral }) => ephemeral },
  ],
  instance_disk: [
    { name: 'disk.device.read.bytes', unit: 'B', gauge: growing(4096) },
    { name: 'disk.device.write.bytes', unit: 'B', gauge: growing(8192) },
  ],
  instance_network_interface: [
    { name: 'network.incoming.bytes', unit: 'B', gauge: growing(1500) },
    { name: 'network.outgoing.bytes', unit: 'B', gauge: growing(900) },
  ],
} as const satisfies Readonly<Record<string, readonly PolledMetric[]>>;
export type PolledType = keyof typeof polledMetrics;

const shareOf = (id: string): number => Number.parseInt(id.slice(0, 4), 16) / 0xffff;
const waveAt = (id: string, at: number): number =>
  (((at / interval) * 7 + Number.parseInt(id.slice(4, 8), 16)) % 13) / 13;

/** Seconds. */
const ranUntil = (runs: readonly Stretch[], at: number): number =>
  runs.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? at, at) - from), 0) / 1000;

/** From, and not after, these instants. @param now nothing later has been measured yet */
export function polled(
  server: ServerLife,
  { gauge }: PolledMetric,
  from: number,
  to: number,
  now: number,
): readonly Measure[] {
  const { id, runs } = server;
  const share = shareOf(id);
  const measures: Measure[] = [];
  const last = Math.floor(Math.min(to, now) / interval) * interval;
  const first = Math.max(from, server.startedAt);
  for (let at = last; at >= first && measures.length < most; at -= interval) {
    const isRunning = runs.some((run) => run.from <= at && at < (run.to ?? Infinity));
    if (!isRunning) continue;
    measures.push({ at, value: gauge(server, ranUntil(runs, at), share, waveAt(id, at)) });
  }
  return measures.reverse();
}
