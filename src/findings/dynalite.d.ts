/** What is used of dynalite 4, which comes without types: architect/dynalite, `index.js`. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Settings {
    /** Folder of the LevelDB store; in memory without. */
    readonly path?: string;
    /** How long a new table takes to become active. */
    readonly createTableMs?: number;
  }

  /** `close` also closes the database, once it has no more to write. */
  function dynalite(settings: Settings): Server;
  export = dynalite;
}
