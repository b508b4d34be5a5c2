#!/usr/bin/env -S node --max-semi-space-size=4
// The one entry point. In a clone it runs the TypeScript sources, in the installed package the
// JavaScript built from them: Node refuses to strip types inside node_modules.
import { existsSync } from 'node:fs';
import module from 'node:module';

const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  console.error(
    `nfvi-conformance needs Node ${wanted} or later, this is ${process.version}. ` +
      'In a clone start it with `npm start`, `npm run` or `npx`: they use the Node that `npm ci` installed.',
  );
  process.exit(2);
}
// Compiling what is imported is half of the work of a start; it is kept where Node keeps it, in the folder for such things.
module.enableCompileCache();
const source = new URL('../src/cli/main.ts', import.meta.url);
const built = new URL('../dist/src/cli/main.js', import.meta.url);
const { main } = await import((existsSync(source) ? source : built).href).catch((error) => {
  // Node would end with 1, which means that a requirement failed.
  console.error('nfvi-conformance cannot be started; is its installation complete?', error);
  process.exit(4);
});
await main(process.argv);
