import { shellWord } from '../plain-text.ts';
import type { CurrentState, StateCopy } from './facts.ts';

/** Whether a copy had the time that it is given to follow its state. */
export function isOverdue({ behindSince, maximumAge }: StateCopy, now: Date): boolean {
  return behindSince !== null && now.getTime() - Date.parse(behindSince) > maximumAge;
}

/** Copies a state to where its copy should be. */
export function copyCommand({ key, sourceLocation }: CurrentState, location: string): string {
  const { hostname } = new URL(sourceLocation);
  return `aws s3 cp ${shellWord(`s3://${hostname}/${key}`)} ${shellWord(`${location}${key}`)}`;
}
