import { PackedFacts } from './packed-facts.ts';

/** What a provider's schema declares sensitive. */
export const declaredSensitive = new PackedFacts(async () => (await import('./provider-schemas.ts')).providerSchemas);
