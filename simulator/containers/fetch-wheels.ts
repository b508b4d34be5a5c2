/** The Python packages of a pins.txt, fetched with the machine's own pip: an image is built from files, without any index. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What Debian 12 has, whatever this machine has. */
const python = '3.11';
const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
/** It is published as source only; of pure Python, so any Python makes its wheel. */
const fromSource = 'simplegeneric==0.8.1';

/**
 * Some minute without pip's cache; at once when they are there already.
 *
 * @param folder has pins.txt and gets wheels/; ends with a slash
 * @param service whose packages they are
 * @throws {Error} with what pip says
 */
export async function fetchWheels(
  folder: URL,
  service: string,
  log: (line: string) => void,
): Promise<void> {
  const here = (name: string): string => fileURLToPath(new URL(name, folder));
  const [pins, wheels, stamp] = [here('pins.txt'), here('wheels'), here('wheels/pins.txt')];
  const wanted = await readFile(pins, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  log(`fetching the packages of ${service}`);
  await rm(wheels, { recursive: true, force: true });
  await mkdir(wheels);
  const pip = async (...args: readonly string[]): Promise<void> => {
    const command = ['-m', 'pip', ...args.slice(0, 1), '--quiet', ...args.slice(1)];
    await promisify(execFile)('python3', command).catch((error: unknown) => {
      throw new Error(`pip could not fetch the packages of ${service}: ${String(error)}`, {
        cause: error,
      });
    });
  };
  await pip(
    ...['download', '--no-deps', '--only-binary=:all:', `--python-version=${python}`],
    ...[`--platform=manylinux2014_${machine}`, `--platform=manylinux_2_28_${machine}`],
    ...['--requirement', pins, '--dest', wheels],
  );
  await pip('wheel', '--no-deps', fromSource, '--wheel-dir', wheels);
  await copyFile(pins, stamp);
}
