/**
 * What the key manager beside the service keeps: certificates, each with its key, which are as public as the accounts of the
 * simulator. Source: Load-balancer API reference v2, "Listeners", `default_tls_container_ref`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const file = (name: string): URL => new URL(`certificates/${name}`, import.meta.url);
const referenceOf = (n: number): string =>
  `http://simulator.test/key-manager/v1/containers/5ec4e700-0000-4000-8000-00000000000${String(n)}`;
const kept = new Map(['www', 'other'].map((name, n) => [referenceOf(n + 1), name]));

/** What a target file says of the one that it names; whoever asks trusts it by its file. */
export const certificateText = {
  reference: referenceOf(1),
  name: 'www.balanced.test',
  cacert: fileURLToPath(file('www.pem')),
};

/** @returns undefined when none has this reference */
export function certificateOf(reference: string): Certificate | undefined {
  const name = kept.get(reference);
  if (name === undefined) return undefined;
  const read = (kind: string): string => readFileSync(file(`${name}.${kind}`), 'utf8');
  return { cert: read('pem'), key: read('key') };
}
