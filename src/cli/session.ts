/** What a command sees of the process it runs in. */
export interface Session {
  /** Where answers come from; only read where it is a terminal. */
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Carries what was asked for (a report, a list, help) and nothing else. */
  readonly stdout: OutputStream;
  /** Carries everything else: progress, notes, errors. */
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Registers what has to be put in order should the process end at once; returns how to take it back. */
  readonly onExit: (tidy: () => void) => () => void;
}

export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number | undefined };

/** Width where none is known, as for a pipe. */
export const usualColumns = 80;

/** How a report is laid out on a stream. Sources: no-color.org; force-color.org. */
export function layoutFor(stream: OutputStream, environment: Session['environment']) {
  const { columns = 0 } = stream; // terminals without a size say 0
  return { columns: columns === 0 ? usualColumns : columns, colour: wantsColour(stream, environment) };
}

function wantsColour(stream: OutputStream, { NO_COLOR, FORCE_COLOR, TERM }: Session['environment']): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Writes the whole text, and waits until the reader took it. A reader that went away (`| head`) is no error. */
export async function write(stream: OutputStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || isReaderGone(error)) resolve();
      else reject(error);
    });
  });
}

/** Whether a stream failed because nobody reads it any more. */
export function isReaderGone(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
