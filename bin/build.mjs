// Builds what users install: JavaScript in dist, with the data files that stand beside their code.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const file of globSync(['{src,simulator}/**/*.{json,yaml}', 'simulator/containers/**/*'])) {
  if (!file.endsWith('.ts')) cpSync(file, `dist/${file}`, { recursive: true });
}
