/** A line on which nothing is heard before whoever opened it is ready to answer. */
import type { FrameLine, LineEnd, OpenLine } from './frame-line.ts';

/**
 * The other side may send, or end, as soon as the line is open.
 * @returns the line, and what lets through what has come and what comes
 * @throws Unreachable when it cannot be opened
 */
export async function openHeld(
  open: OpenLine,
  end: LineEnd,
): Promise<{ readonly line: FrameLine; readonly begin: () => void }> {
  let held: (() => void)[] | undefined = [];
  const later = (react: () => void): void => {
    if (held === undefined) react();
    else held.push(react);
  };
  const line = await open({
    frame: (text) => {
      later(() => {
        end.frame(text);
      });
    },
    malformed: (what, seen) => {
      later(() => {
        end.malformed(what, seen);
      });
    },
    ended: (why) => {
      later(() => {
        end.ended(why);
      });
    },
  });
  return {
    line,
    begin() {
      const all = held ?? [];
      held = undefined;
      for (const react of all) react();
    },
  };
}
