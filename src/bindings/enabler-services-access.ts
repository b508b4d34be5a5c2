/** How a run comes to the enabler services of its target. */
import { NoStimulus } from '../failures.ts';
import type { DatagramOptions } from '../transport/ask-datagram.ts';
import type { DatagramCarrier } from '../transport/datagram-line.ts';
import { socketDatagrams } from '../transport/datagram-socket.ts';
import type { Http } from '../transport/http.ts';
import { runCommand } from '../transport/run-command.ts';
import type { Stimulus } from './acceleration-access.ts';
import {
  ntpPort,
  openTimeServer,
  type SymmetricKey,
  type TimeServer,
} from './enabler-services/ntp.ts';

/** The part of a target description that is about them, as far as they are asked. */
export interface EnablerAddresses {
  readonly ntp?: readonly string[] | undefined;
  readonly 'ntp-key'?:
    | {
        readonly id: number;
        readonly algorithm: SymmetricKey['algorithm'];
        readonly secret: string;
      }
    | undefined;
}

export interface EnablerOptions extends DatagramOptions {
  readonly addresses: EnablerAddresses;
  readonly stimuli: Readonly<Partial<Record<string, Stimulus>>>;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  /** In milliseconds: how wrong the time of a server may be. */
  readonly clockOffset: number;
  readonly http: Http;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
  /** A target in this process, instead of sockets. */
  readonly inProcess?: DatagramCarrier;
}

export interface EnablerServices {
  readonly time: readonly TimeServer[];
  /** What the time servers share with their clients. */
  readonly timeKey: SymmetricKey | undefined;
  /** In milliseconds. */
  readonly clockOffset: number;
  /**
   * Has one server of a service stopped or started again.
   * @param n counts from 0
   * @throws NoStimulus when the target description does not say how
   */
  turn(service: 'ntp' | 'dns', n: number, on: boolean): Promise<void>;
}

export function createEnablerServices(options: EnablerOptions): EnablerServices {
  const { addresses, stimuli, http, inProcess } = options;
  const key = addresses['ntp-key'];
  const carrier = inProcess ?? socketDatagrams(ntpPort);
  return {
    time: (addresses.ntp ?? []).map((each) => openTimeServer(each, { ...options, carrier })),
    timeKey:
      key === undefined
        ? undefined
        : { ...key, secret: new Uint8Array(Buffer.from(key.secret, 'hex')) },
    clockOffset: options.clockOffset,
    async turn(service, n, on) {
      const name = on ? 'enabler-service-start' : 'enabler-service-stop';
      const how = stimuli[name];
      if (how === undefined) {
        throw new NoStimulus(
          `a server is to be ${on ? 'started' : 'stopped'}, and the target file has no stimuli.${name} that does it`,
        );
      }
      if ('command' in how) {
        const server = (service === 'ntp' ? addresses.ntp : undefined)?.[n] ?? '';
        await runCommand(how.command, { SERVICE: service, SERVER: server });
        return;
      }
      const json = { service, n };
      const answer = await http.send({ method: 'POST', url: how.url, actor: 'stimulus', json });
      if (answer.status >= 300) {
        throw new NoStimulus(`stimuli.${name} answered with status ${String(answer.status)}`);
      }
    },
  };
}
