import { ai } from './ai.ts';
import { chat } from './chat.ts';
import { cloud } from './cloud.ts';
import { commerce } from './commerce.ts';
import { dataServices } from './data-services.ts';
import { databases } from './databases.ts';
import { delivery } from './delivery.ts';
import { identity } from './identity.ts';
import { mail } from './mail.ts';
import { marketing } from './marketing.ts';
import { observability } from './observability.ts';
import { packageRegistries } from './package-registries.ts';
import { payment } from './payment.ts';
import { sourceHosts } from './source-hosts.ts';
import { teamwork } from './teamwork.ts';
import { type TokenCategory, type TokenService, type TokenSpec, tokenCategories } from './token-format.ts';

/** A kind of token with all that is known of it. */
export interface TokenFormat extends TokenSpec {
  readonly service: string;
  readonly category: TokenCategory;
  /** As {@link TokenService.names}; empty for a token that is known by its shape. */
  readonly names: readonly string[];
  readonly source: string;
}

const services: Readonly<Record<TokenCategory, readonly TokenService[]>> = {
  cloud,
  'source-host': sourceHosts,
  delivery,
  chat,
  teamwork,
  payment,
  mail,
  observability,
  ai,
  'package-registry': packageRegistries,
  identity,
  database: databases,
  commerce,
  marketing,
  'data-service': dataServices,
};

/** Every kind of token that is looked for, those of one service in their order. */
export const tokenFormats: readonly TokenFormat[] = tokenCategories.flatMap((category) =>
  services[category].flatMap(({ service, source, names = [], tokens }) =>
    tokens.map((token) => ({ source, ...token, service, category, names: token.named === true ? names : [] })),
  ),
);
