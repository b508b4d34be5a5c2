/** A line on which frames go both ways: a WebSocket, a command's standard streams, or this process. */

/** What comes from the other side. */
export interface LineEnd {
  frame(text: string): void;
  /**
   * Something came that is no frame; `what` completes the sentence "the target sent …".
   * @param seen as much of it as there is, for the transcript
   */
  malformed(what: string, seen: string | Uint8Array): void;
  /** The line is gone; nothing comes any more. `why` is a sentence for the reader. */
  ended(why: string): void;
}

export interface FrameLine {
  /** Where it leads, for the transcript. */
  readonly address: string;
  /** What of a command line sends a frame again; the frame comes before it, through a pipe. */
  readonly again: string;
  send(frame: string): void;
  close(): void;
}

/**
 * Opens a line.
 * @throws Unreachable when it cannot be opened
 */
export type OpenLine = (end: LineEnd) => Promise<FrameLine>;
