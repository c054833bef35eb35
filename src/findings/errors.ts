import type * as z from 'zod';

/** Other scans of the target were faster each time. Nothing is lost: the scan can simply be delivered again. */
export class TargetContendedError extends Error {
  override readonly name = 'TargetContendedError';

  constructor(source: string, targetId: string, attempts: number) {
    super(
      `${source}: ${targetId}: other scans of this target changed its record ${attempts} times while this one was saved. Scan it again.`,
    );
  }
}

/** An item of the findings table is not what this program writes. Names the fields, never a value. */
export class StoredItemError extends Error {
  override readonly name = 'StoredItemError';

  constructor(what: string, problem: z.ZodError) {
    const fields = problem.issues.map((issue) => `${issue.path.join('.') || 'item'}: ${issue.code}`).join(', ');
    super(
      `The findings table holds ${what} that this version of statewarden can't read (${fields}). Was it written by another version or by hand? Upgrade statewarden, or restore the table.`,
    );
  }
}

const folderProblems = {
  'in use': 'another process uses this store. Wait until it is done, or give each its own folder.',
  'not a store':
    'there are files here that belong to no findings store. Give a folder that is empty or does not exist yet.',
  unusable: 'no findings store can be opened here. Give a folder that exists or can be made, and is writable.',
} as const;

/** The folder of an embedded store can't be used. */
export class StoreFolderError extends Error {
  override readonly name = 'StoreFolderError';

  constructor(folder: string, problem: keyof typeof folderProblems, options?: ErrorOptions) {
    super(`${folder}: ${folderProblems[problem]}`, options);
  }
}
