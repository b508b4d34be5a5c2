/** Writes the published JSON Schema of the target file again: `node test/target/write-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { targetFileJsonSchema } from '../../src/target/target-file-schema.ts';

const path = new URL('../../src/target/target-file.schema.json', import.meta.url);
const text = JSON.stringify(targetFileJsonSchema(), null, 2);
writeFileSync(path, await format(text, { parser: 'json', printWidth: 100 }));
