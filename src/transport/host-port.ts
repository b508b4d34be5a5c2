/** Addresses as target files have them: `host` or `host:port`, IPv6 in brackets. */

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** @param usual the port where none is given */
export function hostPort(text: string, usual: number): HostPort {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain ?? text, port: port === undefined ? usual : Number(port) };
}

export const written = ({ host, port }: HostPort): string =>
  `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
