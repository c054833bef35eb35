/** A writer puts the digest into the table right after the state; two minutes are long, even for a slow one. */
export const graceMilliseconds = 120_000;
