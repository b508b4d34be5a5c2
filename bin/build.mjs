// Builds what users install: JavaScript in dist, with the data files that stand beside their code.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync, statSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const file of globSync([
  '{src,simulator}/**/*.{json,yaml,pem,key}',
  'simulator/containers/**/*',
])) {
  // What containers are made of is fetched where they are made.
  if (/\/(wheels|schemas)\//.test(file) || file.endsWith('.ts')) continue;
  if (statSync(file).isFile()) cpSync(file, `dist/${file}`);
}
