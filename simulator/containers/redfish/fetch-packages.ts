/** What the image is made of and no package of Debian has, fetched once with the machine's own tools. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What Debian 12 has, whatever this machine has. */
const python = '3.11';
const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
/** It carries the schemas of DSP8010 2026.1 and of Swordfish; no package of Python does. */
const crate = { name: 'nv-redfish-schema', version: '0.22.1' };

/**
 * A minute, and at once when all is there already.
 * @throws {Error} with what pip or cargo says
 */
export async function fetchPackages(log: (line: string) => void): Promise<void> {
  await once('wheels', await readFile(here('pins.txt'), 'utf8'), wheels, log);
  await once('schemas', `${crate.name} ${crate.version}`, schemas, log);
}

/** @param stamp what it is made from: another one makes it anew */
async function once(
  folder: string,
  stamp: string,
  fill: (path: string) => Promise<void>,
  log: (line: string) => void,
): Promise<void> {
  const [path, mark] = [here(folder), here(`${folder}/made-from.txt`)];
  if ((await readFile(mark, 'utf8').catch(() => '')) === stamp) return;
  log(`fetching the ${folder} of the hardware`);
  await rm(path, { recursive: true, force: true });
  await mkdir(path);
  await fill(path).catch((error: unknown) => {
    throw new Error(`the ${folder} could not be fetched: ${String(error)}`, { cause: error });
  });
  await writeFile(mark, stamp);
}

const wheels = async (path: string): Promise<void> => {
  await run('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:'],
    ...[`--python-version=${python}`, '--implementation=cp'],
    ...[`--platform=manylinux2014_${machine}`, `--platform=manylinux_2_28_${machine}`],
    ...[`--platform=manylinux_2_34_${machine}`],
    ...['--requirement', here('pins.txt'), '--dest', path],
  ]);
};

const schemas = async (path: string): Promise<void> => {
  const work = await mkdtemp(join(tmpdir(), 'schemas-'));
  try {
    await mkdir(join(work, 'src'));
    await writeFile(join(work, 'src', 'lib.rs'), '');
    await writeFile(
      join(work, 'Cargo.toml'),
      `[package]\nname = "schemas"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${crate.name} = "=${crate.version}"\n`,
    );
    await run('cargo', ['vendor', '--quiet', 'vendor'], { cwd: work });
    const from = join(work, 'vendor', crate.name);
    // Swordfish first, Redfish over it: where both define a schema, DMTF's file counts.
    for (const folder of ['swordfish-csdl/csdl-schema', 'redfish-csdl/csdl']) {
      await cp(join(from, folder), path, { recursive: true });
    }
  } finally {
    await rm(work, { recursive: true });
  }
};
