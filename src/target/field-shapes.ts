/** The shapes of single values in a target file. Patterns, so that the published schema has them. */
import { z } from 'zod';
import { durationPattern } from './durations.ts';

export const text = z.string().min(1, 'must not be empty');

const port = '(?:\\d|[1-9]\\d{1,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';
const host = '(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_](?:[A-Za-z0-9_.\\-]{0,251}[A-Za-z0-9_])?)';

/** `host` or `host:port`; an IPv6 address stands in brackets. */
export const hostAndPort = z
  .string()
  .regex(new RegExp(`^${host}(?::${port})?$`), 'must be host or host:port, with IPv6 in brackets');

/** An address on which to listen; port 0 takes any that is free. */
export const listenAddress = z
  .string()
  .regex(new RegExp(`^${host}:${port}$`), 'must be host:port, for example 127.0.0.1:0');

/** IPv4 alone: relays of DHCPv4 have no other. */
export const ipv4 = z
  .string()
  .regex(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, 'must be an IPv4 address');

export const ipv4Block = z
  .string()
  .regex(
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!\/)|(?=\/))){4}\/(?:3[0-2]|[12]?\d)$/,
    'must be a block of IPv4 addresses, for example 192.0.2.0/24',
  );

export const ipv6 = z.string().regex(z.regexes.ipv6, 'must be an IPv6 address');

export const ipv6Block = z
  .string()
  .regex(z.regexes.cidrv6, 'must be a block of IPv6 addresses, for example 2001:db8::/64');

const address = (schemes: string, words: string) =>
  z
    .string()
    .regex(
      new RegExp(`^(?:${schemes})://[^\\s/?#@]+(?:[/?#]\\S*)?$`),
      `must be ${words} address without credentials in it`,
    )
    // The place of a parameter may be the host or the port.
    .refine((url) => URL.canParse(url.replaceAll(/\{\w+\}/g, '1')), 'must be an address');

export const httpAddress = address('https?', 'an http or https');
export const webSocketAddress = address('wss?', 'a ws or wss');

export const duration = z
  .string()
  .regex(durationPattern, 'must be a duration, for example 500ms, 2s, 5m or 1h');

const label = '[A-Za-z0-9_](?:[A-Za-z0-9_\\-]{0,61}[A-Za-z0-9_])?';
/** In full; the last dot may be left out. */
export const domainName = z
  .string()
  .max(254, 'must not be longer than 254 characters')
  .regex(
    new RegExp(`^${label}(?:\\.${label})*\\.?$`),
    'must be a domain name, for example www.lab.test',
  );

/** An even number of digits. */
export const hexadecimal = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2})+$/, 'must be an even number of hexadecimal digits');

/** A program and its arguments, without a shell. */
export const command = z.array(text).min(1, 'must name a program');

/** Files in PEM; relative ones start at the folder of the target file. */
export const tls = {
  cacert: text.describe('authorities to trust, a file in PEM').optional(),
  cert: text.describe('our certificate, a file in PEM').optional(),
  key: text.describe('the key of cert, a file in PEM').optional(),
  verify: z.boolean().describe('false: the certificate of the target is not checked').optional(),
};
