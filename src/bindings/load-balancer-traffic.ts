/** Requests of clients to load balancers, and the members behind them, as the target file names them. */
import { NotPrepared, Unreachable, Violation } from '../failures.ts';
import type { Clock } from '../transport/clock.ts';
import { type HostPort, hostPort, written } from '../transport/host-port.ts';
import {
  type HeldConnection,
  holdConnection,
  type OpenStream,
  socketStream,
  type StreamAnswer,
  type StreamHttpOptions,
} from '../transport/stream-http.ts';

/** What the target file says of load balancers. */
export interface LoadBalancerPlace {
  readonly members?: readonly string[] | undefined;
  /** The name or id of a network whose addresses the harness reaches. */
  readonly network?: string | undefined;
  /** With which TLS can be terminated: its reference, the name that it is for, and who has signed it. */
  readonly certificate?:
    | { readonly reference: string; readonly name: string; readonly cacert?: string | undefined }
    | undefined;
  /** Else: the addresses that networks of load balancers get. */
  readonly addresses?: string | undefined;
}

/** A server behind load balancers, which says who it is. */
export interface TestMember {
  readonly at: HostPort;
  readonly says: string;
}

export interface Served {
  readonly status: number;
  /** Which member has answered; undefined: none, the load balancer itself perhaps. */
  readonly by: TestMember | undefined;
  readonly headers: StreamAnswer['headers'];
  /** What a client that keeps cookies shows next time. */
  readonly cookies: string;
}

/** A client's connection. */
export interface ClientConnection {
  /** @throws Unreachable, Violation */
  ask(path?: string, cookies?: string): Promise<Served>;
  close(): void;
}

export interface LoadBalancerTraffic {
  readonly place: LoadBalancerPlace;
  /** By which what load balancers do takes its time. */
  readonly clock: Clock;
  /**
   * The members, once each was asked who it is.
   * @throws NotPrepared when they cannot be told apart
   * @throws Unreachable, Violation when one does not answer
   */
  members(): Promise<readonly TestMember[]>;
  /** Whether the members can be used, for people; undefined: the target file names none. */
  look(): Promise<{ readonly says: string; readonly serves: boolean } | undefined>;
  connect(to: HostPort): ClientConnection;
  /** A request on a connection of its own. @throws Unreachable, Violation */
  ask(to: HostPort, path?: string, cookies?: string): Promise<Served>;
  /**
   * The same over TLS.
   * @throws NotPrepared when the target file names no certificate
   * @throws Unreachable when nothing comes
   * @throws Violation also when it is not that certificate, or no TLS
   */
  askOverTls(to: HostPort): Promise<Served>;
}

export function createLoadBalancerTraffic(
  options: Omit<StreamHttpOptions, 'open'> & {
    readonly place: LoadBalancerPlace;
    /** A target in this process, instead of sockets. */
    readonly inProcess?: OpenStream;
    /** Who has signed the certificate, where the target file does not say: a file in PEM. */
    readonly trusted?: string;
  },
): LoadBalancerTraffic {
  const { place } = options;
  const open = options.inProcess ?? socketStream;
  const hold = (to: HostPort): HeldConnection => holdConnection(to, { ...options, open });
  let known: readonly TestMember[] = [];

  const served = ({ status, headers, body }: StreamAnswer): Served => {
    const says = identity(headers, body);
    return {
      status,
      headers,
      by: known.find((member) => member.says === says),
      cookies: (headers['set-cookie'] ?? []).map((one) => one.replace(/;.*$/, '')).join('; '),
    };
  };
  const connect = (to: HostPort): ClientConnection => {
    const held = hold(to);
    return {
      ask: async (path = '/', cookies) =>
        served(await held.get(path, cookies === undefined ? {} : { cookie: cookies })),
      close: () => {
        held.close();
      },
    };
  };
  const member = async (text: string): Promise<TestMember> => {
    const at = hostPort(text, 80);
    const held = hold(at);
    try {
      const { headers, body } = await held.get('/');
      return { at, says: identity(headers, body) };
    } finally {
      held.close();
    }
  };

  /** @throws NotPrepared, Unreachable, Violation */
  const members = async (): Promise<readonly TestMember[]> => {
    if (known.length > 0) return known;
    const found: TestMember[] = [];
    for (const text of place.members ?? []) {
      const one = await member(text);
      const same = found.find(({ says }) => says === one.says);
      if (same !== undefined) {
        throw new NotPrepared(
          `the members ${written(same.at)} and ${written(one.at)} of the target file say the same, so that they cannot be told apart; each must say who it is, in a header x-member or in what it answers`,
        );
      }
      found.push(one);
    }
    known = found;
    return found;
  };

  return {
    place,
    clock: options.clock,
    members,
    async look() {
      if (place.members === undefined) return undefined;
      const of = `the members of load balancers (${place.members.join(', ')})`;
      return members().then(
        () => ({ says: `${of} answer, each in its own way`, serves: true }),
        (error: unknown) => {
          const told = [NotPrepared, Unreachable, Violation].some((kind) => error instanceof kind);
          if (!told) throw error;
          const why = (error as Error).message.replaceAll('\n', ', ');
          return { says: `${of} cannot be used: ${why}`, serves: false };
        },
      );
    },
    connect,
    async askOverTls(to) {
      const { certificate } = place;
      if (certificate === undefined) {
        throw new NotPrepared(
          'the target file names no certificate with which TLS is terminated (enabler-services.load-balancer.certificate)',
        );
      }
      const { name, cacert = options.trusted } = certificate;
      const tls = { name, ...(cacert === undefined ? {} : { cacert }) };
      const held = holdConnection(to, { ...options, open, tls });
      try {
        return served(await held.get('/'));
      } finally {
        held.close();
      }
    },
    async ask(to, path, cookies) {
      const connection = connect(to);
      try {
        return await connection.ask(path, cookies);
      } finally {
        connection.close();
      }
    },
  };
}

/** A header for it, else all that it says. */
const identity = (headers: StreamAnswer['headers'], body: string): string =>
  String(headers['x-member'] ?? body);
