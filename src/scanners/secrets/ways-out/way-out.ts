/** Attributes of resources that have a write-only form. */
export interface WriteOnlyArguments {
  /** Repository and path, or dump of the schema, in which they were read. */
  readonly source: string;
  /** What the argument that says when to write anew has in place of `_wo`, where that was read too: `_wo_version`. */
  readonly version?: '_wo_version' | '_wo_revision';
  /** By type: paths below the attributes, without list indices. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** Attributes whose secret the service makes, changes and keeps itself, if it is told to. */
export interface ServiceKeptSecrets {
  readonly source: string;
  /** By type: the attribute, and the argument to be set to true in its place. */
  readonly attributes: Readonly<Record<string, { readonly attribute: string; readonly argument: string }>>;
}

/** Resources and data sources that have an ephemeral form. */
export interface EphemeralResources {
  /** Repository and folder of the pages. */
  readonly source: string;
  /** By type, data sources with `data.` before it. */
  readonly types: Readonly<Record<string, { readonly ephemeral: string; readonly page: string }>>;
}
