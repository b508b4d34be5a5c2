/** Whom to trust and who we are, as files in PEM. */
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../failures.ts';

/** Paths of PEM files, and whether the target must prove who it is. */
export interface TlsSettings {
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Absent: yes. */
  readonly verify?: boolean;
}

/** The options of `node:tls` that follow. */
export interface PemOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized?: false;
}

/**
 * What `node:tls` wants.
 * @throws ConfigurationError when a file cannot be read or holds no PEM; it names key and file
 */
export function pemOptions(tls: TlsSettings): PemOptions {
  return {
    ...(tls.cacert === undefined ? {} : { ca: pem('cacert', tls.cacert) }),
    ...(tls.cert === undefined ? {} : { cert: pem('cert', tls.cert) }),
    ...(tls.key === undefined
      ? // One file may hold certificate and key, as for requests and curl.
        tls.cert === undefined
        ? {}
        : { key: pem('cert', tls.cert) }
      : { key: pem('key', tls.key) }),
    ...(tls.verify === false ? { rejectUnauthorized: false } : {}),
  };
}

function pem(key: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigurationError(`${key}: cannot read ${path} (${code})`, { cause: error });
  }
  if (!text.includes('-----BEGIN ')) {
    throw new ConfigurationError(`${key}: ${path} holds no PEM (no line "-----BEGIN …-----")`);
  }
  return text;
}
