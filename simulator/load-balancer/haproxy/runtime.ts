/**
 * HAProxy, by the folder that it shares with us: `haproxy.cfg` is what it reads when it is told to, `master` and `stats`
 * are the sockets on which it takes commands. Source: HAProxy 2.6, management guide, "Unix Socket commands" and "Master CLI".
 */
import { rename, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** A line of its statistics: a listener (`FRONTEND`), all of a pool (`BACKEND`), or a server of it, by names of columns. */
export type Row = Readonly<Record<string, string>>;

/** Milliseconds: for an answer, and until what it has read is what it does. */
const patience = { answer: 5_000, load: 15_000, pause: 20 } as const;

export type Runtime = ReturnType<typeof createRuntime>;

export function createRuntime(folder: string) {
  /** @throws what the system says when nobody answers */
  async function ask(socket: 'master' | 'stats', command: string): Promise<string> {
    const line = connect(join(folder, socket));
    line.setTimeout(patience.answer, () => line.destroy(new Error(`${socket}: no answer`)));
    line.end(`${command}\n`);
    return text(line);
  }
  /** As often as it takes until somebody listens: while it starts anew, its sockets take nothing for a moment. */
  async function insist(command: string, end: number): Promise<string> {
    for (;;) {
      try {
        return await ask('master', command);
      } catch (error) {
        if (performance.now() > end) throw error;
        await sleep(patience.pause);
      }
    }
  }
  async function statistics(): Promise<readonly Row[]> {
    const [head = '', ...lines] = (await ask('stats', 'show stat')).trimEnd().split('\n');
    const columns = head.replace(/^# /, '').split(',');
    return lines.map((line) => {
      const values = line.split(',');
      return Object.fromEntries(columns.map((column, n) => [column, values[n] ?? '']));
    });
  }
  /** How often it has refused what it read since it last took something. */
  const refusals = async (end: number): Promise<number> =>
    Number(/\[failed: (\d+)\]/.exec(await insist('show proc', end))?.[1] ?? 0);

  return {
    statistics,
    /**
     * Has it work by another configuration, while what was begun goes on by the one before.
     * @param files that it reads, by their names in the folder
     * @param mark the name of a section in it, by which it is known
     * @returns whether it does; if not, it goes on as before
     * @throws what the system says when nobody answers
     */
    async load(
      configuration: string,
      mark: string,
      files: ReadonlyMap<string, string>,
    ): Promise<boolean> {
      const end = performance.now() + patience.load;
      for (const [name, text] of [...files, ['haproxy.cfg', configuration] as const]) {
        const path = join(folder, name);
        await writeFile(`${path}.new`, text, { mode: 0o600 });
        await rename(`${path}.new`, path);
      }
      const before = await refusals(end);
      await insist('reload', end);
      while (performance.now() < end) {
        const rows = await statistics().catch(() => []);
        if (rows.some(({ pxname }) => pxname === mark)) return true;
        if ((await refusals(end)) > before) return false;
        await sleep(patience.pause);
      }
      return false;
    },
  };
}
