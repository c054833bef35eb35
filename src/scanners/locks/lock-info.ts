import * as z from 'zod';
import { plainText } from '../plain-text.ts';

/**
 * Who holds a lock, as the holder wrote it: for people, never for a decision beyond age, operation and
 * purpose. Of the free text member `Info` nothing is kept: anything may stand in it.
 */
export interface LockInfo {
  readonly id: string;
  /** `OperationTypeApply`, `OperationTypePlan`, `state-mv`, ... */
  readonly operation: string | null;
  /** `user@host` */
  readonly who: string | null;
  /** Of Terraform or OpenTofu: the lock does not say which. */
  readonly version: string | null;
  /** By the holder's clock, as written. */
  readonly created: string | null;
  /** The free text says that the lock is held on purpose. */
  readonly deliberate: boolean;
}

/** Why a lock file tells nothing about its holder. */
export type LockInfoProblem = 'empty' | 'too-large' | 'not-json' | 'not-lock-info';

/** What whoever holds a lock on purpose writes into its free text. */
const marker = /\bstatewarden:hold\b/i;

/** Members that Terraform always writes; an older or foreign writer may leave out all but the id. */
const lockInfoSchema = z.object({
  ID: z.string().min(1),
  Operation: z.string().optional(),
  Who: z.string().optional(),
  Version: z.string().optional(),
  Created: z.string().optional(),
  Info: z.string().optional().catch(undefined),
});

/**
 * Reads the JSON that Terraform and OpenTofu write into a lock file. Never throws.
 * Source: hashicorp/terraform internal/states/statemgr/locker.go `LockInfo`.
 * @param text the whole file
 * @returns the holder in plain text, or why it can't be told
 */
export function parseLockInfo(text: string): { readonly info: LockInfo } | { readonly problem: LockInfoProblem } {
  if (text.trim() === '') return { problem: 'empty' };
  const json = parseJson(text);
  if (json === undefined) return { problem: 'not-json' };
  const parsed = lockInfoSchema.safeParse(json.value);
  if (!parsed.success) return { problem: 'not-lock-info' };
  const { ID, Operation, Who, Version, Created, Info = '' } = parsed.data;
  return {
    info: {
      id: plainText(ID),
      operation: plainOrNull(Operation),
      who: plainOrNull(Who),
      version: plainOrNull(Version),
      created: plainOrNull(Created),
      deliberate: marker.test(Info),
    },
  };
}

/** Undefined for what is no JSON. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // That is the answer; the parser's message is left out because it would quote the file.
    return undefined;
  }
}

function plainOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : plainText(text);
}
