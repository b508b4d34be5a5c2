/** Takes away containers of servers, which are known by a label: that of their set. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { containerEngine } from '../engine.ts';

/** Its value is `<host>/<process>/<number>`. */
export const label = 'nfvi-conformance.enabler-services';

/** Its value is a folder of this machine, which goes with the container. */
export const folderLabel = `${label}.folder`;

/** The beginning of the sets of a process. */
export const setsOf = (pid: number): string => `${hostname()}/${String(pid)}/`;

/**
 * Removes the sets that are meant.
 * @returns how many containers that were
 */
export async function sweep(isMeant: (set: string) => boolean): Promise<number> {
  const { container } = await containerEngine();
  const all = await container.dockerode.listContainers({ all: true, filters: { label: [label] } });
  const found = all.filter(({ Labels }) => isMeant(Labels[label] ?? ''));
  await Promise.all(
    found.map(async ({ Id, Labels }) => {
      await container
        .getById(Id)
        .remove({ force: true, v: true })
        .catch((error: unknown) => {
          // Somebody else is removing it, or has done so.
          if (![404, 409].includes((error as { statusCode?: number }).statusCode ?? 0)) throw error;
        });
      const folder = Labels[folderLabel];
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }),
  );
  return found.length;
}

/** Removes what a process of this machine has started. */
export const sweepOf = (pid: number): Promise<number> =>
  sweep((set) => set.startsWith(setsOf(pid)));

/** For a process that ends at once: another one removes what it has started. */
export function sweepFromElsewhere(): void {
  const command = [fileURLToPath(import.meta.url), String(process.pid)];
  spawn(process.execPath, command, { detached: true, stdio: 'ignore' }).unref();
}

/** Whether the process of a set was one of this machine and is no more. */
export function isLeft(set: string): boolean {
  const [host, pid] = set.split('/');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

if (import.meta.main) await sweepOf(Number(process.argv[2]));
