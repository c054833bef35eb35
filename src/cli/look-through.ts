import { makeDynamoDbClient, makeS3Client } from '../aws/clients.ts';
import { type Discovery, discover, type NamedBucket } from '../discovery/discover.ts';
import { proposeEnvironments } from '../discovery/environments.ts';
import { proposeSource } from '../discovery/propose-sources.ts';
import { discoveryText } from './discovery-text.ts';
import { discoveryBar } from './init-progress.ts';
import type { Proposed } from './init-questions.ts';
import { layoutFor, type Session, write } from './session.ts';

/**
 * Looks through the account, or at the named buckets, and shows what was seen.
 * @param region only buckets of this one
 * @returns what is proposed; `incomplete` where something could not be looked at
 */
export async function lookThrough(
  named: readonly NamedBucket[],
  region: string | undefined,
  session: Session,
): Promise<Proposed & { readonly incomplete: boolean }> {
  const discovery = await lookWithClients(named, region, session);
  const proposals = discovery.buckets.flatMap((found) => {
    const source = proposeSource(found);
    return source === null ? [] : [{ found, source }];
  });
  const environments = proposeEnvironments(proposals.flatMap(({ found }) => found.keys.stateKeys));
  const layout = layoutFor(session.stdout, session.environment);
  await write(session.stdout, discoveryText(discovery, proposals, environments, layout));
  const incomplete = discovery.refused.length > 0 || discovery.notLookedAt.length > 0 || !discovery.everyBucketListed;
  return { sources: proposals.map(({ source }) => source), environments, incomplete };
}

/** One client of each service for each region, gone when the look is over. */
async function lookWithClients(
  named: readonly NamedBucket[],
  region: string | undefined,
  session: Session,
): Promise<Discovery> {
  const clients: { destroy(): void }[] = [];
  const once = <C extends { destroy(): void }>(make: (settings: { readonly region?: string }) => C) => {
    const made = new Map<string | null, C>();
    return (of: string | null): C => {
      const known = made.get(of);
      if (known !== undefined) return known;
      const client = make(of === null ? {} : { region: of });
      made.set(of, client);
      clients.push(client);
      return client;
    };
  };
  const display = discoveryBar(session);
  try {
    return await discover({
      named,
      ...(region === undefined ? {} : { region }),
      s3: once((settings) => makeS3Client(settings, session.environment)),
      dynamoDb: once(makeDynamoDbClient),
      signal: session.signal,
      onProgress: display.show,
    });
  } finally {
    display.stop();
    for (const client of clients) client.destroy();
  }
}
