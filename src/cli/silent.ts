import { Writable } from 'node:stream';

/** A stream that swallows what Cucumber would print by itself. */
export const silent = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
