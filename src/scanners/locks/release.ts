import { bucketOf } from '../places.ts';
import { shellWord } from '../plain-text.ts';
import type { HeldLock } from './facts.ts';

/** What a lock id looks like; anything else is never put into a command. Source: hashicorp/terraform internal/states/statemgr/locker.go `NewLockInfo`. */
const lockId = /^[0-9a-zA-Z-]{1,64}$/;

/**
 * How to release a lock: what to verify first, then the exact command, then what to look at.
 * Nothing of the lock's text gets into a command unless it is a plain id.
 */
export function release(lock: HeldLock): string {
  return lock.sourceKind === 'folder' ? releaseFile(lock) : releaseRemote(lock);
}

/** `force-unlock` refuses local states: their lock belongs to the process. Source: hashicorp/terraform internal/command/unlock.go. */
function releaseFile({ path, stateKey, sourceLocation, info }: HeldLock): string {
  const state = shellWord(`${sourceLocation}/${stateKey}`);
  return [
    `First make sure that no run is left${holder(info)}: \`fuser ${state}\` must name no process.`,
    `Then \`rm ${shellWord(`${sourceLocation}/${path}`)}\` (\`terraform force-unlock\` refuses local states).`,
    'Then `terraform plan`: the run may have died half-way.',
  ].join(' ');
}

function releaseRemote({ path, table, stateKey, sourceLocation, workspaceKeyPrefix, info }: HeldLock): string {
  const bucket = bucketOf(sourceLocation);
  const { key, workspace } = workspaceOf(stateKey, workspaceKeyPrefix ?? '');
  const where = `In the directory whose backend has bucket ${bucket} and key ${key}`;
  const first = `First make sure that the run is over${holder(info)}: look for its job or its process.`;
  const last = 'Then `terraform plan`: the run may have died half-way.';
  if (info === null || !lockId.test(info.id)) {
    const [what, command] =
      table === null
        ? (['object', `aws s3 rm ${shellWord(`s3://${bucket}/${path}`)}`] as const)
        : (['item', deleteItem(table, path)] as const);
    return `${first} The lock tells no usable id, so delete its ${what}: \`${command}\`. ${last}`;
  }
  return `${first} ${where}: \`terraform workspace select ${shellWord(workspace)} && terraform force-unlock ${info.id}\`. ${last}`;
}

/** The command that takes an item out of a lock table. @param lockId of the item */
export function deleteItem(table: string, lockId: string): string {
  const item = JSON.stringify({ LockID: { S: lockId } });
  return `aws dynamodb delete-item --table-name ${shellWord(table)} --key ${shellWord(item)}`;
}

function holder(info: HeldLock['info']): string {
  return info === null || info.who === null ? '' : ` (ask ${info.who})`;
}

/**
 * Workspaces other than `default` have their states below `env:/NAME/`, or what the backend has in its place. Without a prefix nobody can
 * tell a workspace from a folder.
 * Source: hashicorp/terraform internal/backend/remote-state/s3/backend_state.go `path`.
 */
function workspaceOf(stateKey: string, prefix: string): { readonly key: string; readonly workspace: string } {
  const inDefault = { key: stateKey, workspace: 'default' };
  if (prefix === '' || !stateKey.startsWith(`${prefix}/`)) return inDefault;
  const [workspace, ...rest] = stateKey.slice(prefix.length + 1).split('/');
  return workspace === undefined || rest.length === 0 ? inDefault : { key: rest.join('/'), workspace };
}
