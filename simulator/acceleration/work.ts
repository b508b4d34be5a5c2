/** The work behind a channel: small and real, so that results can be checked by other means. */
import { createCipheriv, createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AccData } from '../../src/contract/acceleration/workload-values.ts';
import { CallRefused } from '../agent/call-refused.ts';
import type { OperationName } from './hardware.ts';

interface Work {
  readonly input: Buffer;
  readonly metadata: NonNullable<AccData['metadata']>;
  /** Of DEFLATE. */
  readonly level: number;
}

const largestResult = 8 * 1024 * 1024;

const works: Readonly<Record<OperationName, (work: Work) => Buffer>> = {
  copy: ({ input }) => input,
  'sha-256': ({ input }) => createHash('sha256').update(input).digest(),
  'aes-256-gcm': ({ input, metadata }) => {
    const key = ofLength(metadata, 'key', 32);
    const cipher = createCipheriv('aes-256-gcm', key, ofLength(metadata, 'iv', 12));
    return Buffer.concat([cipher.update(input), cipher.final(), cipher.getAuthTag()]);
  },
  deflate: ({ input, level }) => deflateRawSync(input, { level }),
  inflate: ({ input }) => {
    try {
      return inflateRawSync(input, { maxOutputLength: largestResult });
    } catch (error) {
      throw new CallRefused('INVALID_DATA', (error as Error).message);
    }
  },
};

function ofLength(metadata: Work['metadata'], name: string, bytes: number): Buffer {
  const value = Buffer.from(metadata[name] ?? '', 'base64');
  if (value.length === bytes) return value;
  throw new CallRefused('INVALID_DATA', `metadata.${name} must have ${String(bytes)} bytes`);
}

/** @throws CallRefused INVALID_DATA */
export function workOn(item: AccData, operation: OperationName, level: number): AccData {
  const { payload, metadata = {} } = item;
  const output = works[operation]({ input: Buffer.from(payload, 'base64'), metadata, level });
  return { payload: output.toString('base64') };
}
