import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/**
 * Carries out a write that is bound to a condition.
 * @returns false where the condition did not hold
 * @throws what else the write throws
 */
export async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
