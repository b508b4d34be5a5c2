/** Reading request bodies: nothing that comes from outside reaches a room unchecked. */
import type { Fault } from './fault.ts';

/** What a service says about bodies that it cannot read. */
export interface BodyRules {
  readonly maxBytes: number;
  /** @param bytes how large the body is, or says that it is */
  readonly tooLarge: (bytes: number) => Fault;
  /** A content type that the service does not read; return undefined to read it all the same. */
  readonly otherType: (type: string | undefined) => Fault | undefined;
  readonly notJson: () => Fault;
  /** There is no body: what it counts as, or a fault. */
  readonly missing: () => unknown;
}

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * The body as bytes, read no further than allowed.
 * @param tooLarge is told how large it is, or says that it is, as far as that is known
 * @throws Fault beyond that size; what the connection says when it breaks off
 */
export async function readBytes(
  request: Request,
  { maxBytes, tooLarge }: Pick<BodyRules, 'maxBytes' | 'tooLarge'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get('content-length') ?? '0');
  if (declared > maxBytes) throw tooLarge(declared);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = request.body;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(size);
    chunks.push(chunk);
  }
  // A buffer of its own: parts of a pool would keep the whole pool.
  return new Uint8Array(Buffer.concat(chunks));
}

/** @throws Fault */
export async function readJson(request: Request, rules: BodyRules): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? '0');
  if (declared > rules.maxBytes) throw rules.tooLarge(declared);
  const text = await request.text();
  // A length that is a number of UTF-16 units is never more than that of its UTF-8 bytes.
  if (text.length > rules.maxBytes || Buffer.byteLength(text) > rules.maxBytes) {
    throw rules.tooLarge(Buffer.byteLength(text));
  }
  if (text === '') return rules.missing();
  const type = request.headers.get('content-type') ?? undefined;
  if (type === undefined || !jsonType.test(type)) {
    const fault = rules.otherType(type);
    if (fault !== undefined) throw fault;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw rules.notJson();
  }
}
