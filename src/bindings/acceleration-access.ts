/** How a run comes to the accelerators of its target. */
import { longestFrame, subprotocol } from '../contract/acceleration/frames.ts';
import type { Clock } from '../transport/clock.ts';
import { commandLine } from '../transport/command-line.ts';
import type { ExchangeLog } from '../transport/exchange-log.ts';
import type { OpenLine } from '../transport/frame-line.ts';
import type { Http, TlsSettings } from '../transport/http.ts';
import type { Redactor } from '../transport/redaction.ts';
import type { Sink } from '../transport/sink.ts';
import { webSocketLine } from '../transport/web-socket-line.ts';
import { openSubscriber, type Subscriber } from './acceleration/subscriber.ts';
import { openWorkload, type Workload } from './acceleration/workload.ts';
import {
  allocationAddress,
  allocationKeeper,
  subscriptionAddress,
  subscriptionKeeper,
} from './acceleration-keepers.ts';
import type { ExchangedCall, ManagerBinding } from './acceleration-manager.ts';
import type { Notes } from './notes.ts';
import { bringAbout, type Happening, type Stimuli } from './stimuli.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';

/** An entry of `acceleration.vn-nf` in the target file. */
export type Attachment =
  | ({ readonly url: string; readonly token?: string | undefined } & {
      readonly [K in keyof TlsSettings]?: TlsSettings[K] | undefined;
    })
  | { readonly command: readonly string[] };

export interface AccelerationOptions {
  readonly attachments: readonly Attachment[];
  /** Absent where the target description has no `acceleration.nf-vi`. */
  readonly management?: ManagerBinding;
  readonly sink: Sink;
  readonly stimuli: Stimuli;
  /** What is loaded into programmable accelerators; absent where the target description has none. */
  readonly image?: Uint8Array;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  readonly http: Http;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** A target in this process, instead of sockets. */
  readonly inProcess?: (url: string) => OpenLine;
}

export interface Acceleration {
  /** How many workloads with an accelerator of their own the target description gives. */
  readonly workloads: number;
  /** Whether a workload can connect under a name that an allocation has given it. */
  readonly takesNames: boolean;
  readonly silence: number;
  /** The names of the workloads that have an accelerator from the start. @param n counts from 0 */
  attachTarget(n: number): string;
  /**
   * @param n counts from 0
   * @param calls gets the calls of both sides
   * @param attachTarget the name under which to connect; one of those from the start unless told
   * @throws Unreachable
   */
  connect(n: number, calls: ExchangedCall[], attachTarget?: string): Promise<Workload>;
  /** @throws NoStimulus when the target description does not say how */
  bringAbout(happening: Happening, facts: Readonly<Record<string, string>>): Promise<void>;
  readonly management: ManagerBinding | undefined;
  readonly image: Uint8Array | undefined;
  /** @throws ConfigurationError when the target cannot call us back */
  subscriber(calls: ExchangedCall[]): Promise<Subscriber>;
  /** What takes back what was allocated or subscribed to; undefined for any other address. */
  keeper(address: string, session: Session, notes: Notes): Keeper | undefined;
}

/** For one call, in milliseconds. */
const timeoutMs = 30_000;

/** Names that stand in the place of `{attachTarget}`. */
const attachTargets = ['workload-1', 'workload-2'] as const;
const isTemplate = (entry: Attachment | undefined): boolean =>
  entry !== undefined && 'url' in entry && entry.url.includes('{attachTarget}');

export function createAcceleration(options: AccelerationOptions): Acceleration {
  const { attachments, management, sink, stimuli, http, silence } = options;
  const [first] = attachments;
  const target = (n: number): string => attachTargets[n] ?? `workload-${String(n + 1)}`;

  const lineTo = (n: number, name: string): OpenLine => {
    const entry = isTemplate(first) ? first : attachments[n];
    if (entry === undefined) throw new Error(`the target description has no workload ${String(n)}`);
    if ('command' in entry) return commandLine(entry.command, longestFrame);
    const { url: template, token, ...tls } = entry;
    const url = template.replace('{attachTarget}', encodeURIComponent(name));
    return (
      options.inProcess?.(url) ??
      webSocketLine({
        url,
        subprotocol,
        longestFrame,
        timeoutMs,
        tls: Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
        ...(token === undefined ? {} : { token }),
      })
    );
  };

  return {
    workloads: isTemplate(first) ? attachTargets.length : attachments.length,
    takesNames: isTemplate(first),
    silence,
    attachTarget: target,
    connect: (n, calls, attachTarget = target(n)) =>
      openWorkload({
        ...options,
        open: lineTo(n, attachTarget),
        us: n === 0 ? 'VNF' : 'other VNF',
        calls,
        timeoutMs,
      }),
    bringAbout: (happening, facts) => bringAbout(stimuli, http, happening, facts),
    management,
    image: options.image,
    subscriber: (calls) => openSubscriber(sink, calls),
    keeper(address, session, notes) {
      const manager = management && (() => management.manager(session, [], 'VIM', notes));
      if (manager === undefined) return undefined;
      if (address === allocationAddress) return allocationKeeper(manager);
      if (address === subscriptionAddress) return subscriptionKeeper(manager);
      return management?.keeper?.(address, session, notes);
    },
  };
}
