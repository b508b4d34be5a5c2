/** Writes the published OpenAPI document again: `node test/contract/write-openapi.ts`. */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { managementOpenApi } from '../../src/bindings/acceleration/openapi.ts';

const path = new URL('../../src/bindings/acceleration/nf-vi.openapi.json', import.meta.url);
const text = JSON.stringify(managementOpenApi(), null, 2);
writeFileSync(path, await format(text, { parser: 'json', printWidth: 100 }));
