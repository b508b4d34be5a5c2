/** Reading the body of an answer: within a limit, unpacked, as text. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** More came than is read. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** The body could not be unpacked as its Content-Encoding says. */
export class BrokenEncoding extends Error {
  override name = 'BrokenEncoding';
}

/**
 * Reads to the end, keeping what came in `chunks`, also when it rejects.
 * @throws TooLarge after `maxBytes`; what the network says when the body breaks off
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  chunks: Uint8Array[],
): Promise<void> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
}

const unpackers: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Undoes the Content-Encoding. We ask for none, but a proxy on the way may use one all the same.
 * @throws BrokenEncoding when it is unknown or does not unpack; TooLarge beyond `maxBytes`
 */
export function unpack(bytes: Buffer, encoding: string | undefined, maxBytes: number): Buffer {
  let unpacked = bytes;
  for (const name of (encoding ?? '').toLowerCase().split(',').reverse()) {
    const coding = name.trim();
    if (coding === '' || coding === 'identity' || unpacked.byteLength === 0) continue;
    const unpacker = unpackers[coding];
    if (unpacker === undefined) throw new BrokenEncoding(`unknown Content-Encoding ${coding}`);
    try {
      unpacked = unpacker(unpacked, { maxOutputLength: maxBytes });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        throw new TooLarge();
      }
      throw new BrokenEncoding(`a body that is not ${coding}, though Content-Encoding says so`, {
        cause: error,
      });
    }
  }
  return unpacked;
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** The text, or undefined for bytes that are no UTF-8. */
export function asText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
