// The tests that a contributor runs: those of the command line, which start it many times, beside all others.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const parts = [
  ['test/*.test.ts', 'test/!(cli|processes|tools|containers|sensitivity|bench)/**/*.test.ts'],
  ['test/cli/**/*.test.ts'],
];

const runs = parts.map((files) => {
  const child = spawn(
    process.execPath,
    ['--test', '--test-isolation=none', ...process.argv.slice(2), ...files],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return { output: text(child.stdout), ended: once(child, 'exit') };
});
for (const { output, ended } of runs) {
  process.stdout.write(await output); // in one piece: two reports in one another could not be read
  const [code] = await ended;
  if (code !== 0) process.exitCode = 1;
}
