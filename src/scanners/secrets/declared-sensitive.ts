import { PackedFacts } from './packed-facts.ts';
import { providerSchemas } from './provider-schemas.ts';

/** What a provider's schema declares sensitive. */
export const declaredSensitive = new PackedFacts(providerSchemas);
