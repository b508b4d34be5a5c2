/** Writes the published OpenRPC document again: `node test/contract/write-openrpc.ts`. */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { workloadOpenRpc } from '../../src/bindings/acceleration/openrpc.ts';

const path = new URL('../../src/bindings/acceleration/vn-nf.openrpc.json', import.meta.url);
const text = JSON.stringify(workloadOpenRpc(), null, 2);
writeFileSync(path, await format(text, { parser: 'json', printWidth: 100 }));
