import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What happens to a request: it goes through, or the worker that made it dies before or after it took effect. */
export type Fate = 'through' | 'dies before' | 'dies after';

/** One step of a schedule: which of the waiting requests goes on, counted modulo their number, and what happens to it. */
export interface Step {
  readonly pick: number;
  readonly fate: Fate;
}

class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
}

interface Worker {
  alive: boolean;
}

interface WaitingRequest {
  readonly worker: Worker;
  readonly name: string;
  resume(fate: Fate): void;
}

/** Holds up every request that a worker makes through a client, and lets one after the other through as a schedule says. */
export class Interleaving {
  readonly #workers = new AsyncLocalStorage<Worker>();
  #waiting: WaitingRequest[] = [];
  #underway = 0;

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const worker = this.#workers.getStore();
        if (worker === undefined) return await next(args);
        const fate = worker.alive ? await this.#turn(worker, context.commandName ?? '') : 'dies before';
        if (!worker.alive || fate === 'dies before') throw this.#death(worker);
        this.#underway += 1;
        try {
          const answer = await next(args);
          if (fate === 'dies after') throw this.#death(worker);
          return answer;
        } finally {
          this.#underway -= 1;
        }
      },
      { step: 'initialize', name: 'interleaving' },
    );
  }

  /**
   * Runs all jobs at once, one request at a time in the order of the schedule; when that is at its end, the oldest first. A job
   * whose worker dies is delivered again, as a queue would, but no more often than `deliveries` says.
   * @returns the requests in the order in which they were let through, with their fate
   */
  async run(
    jobs: readonly (() => Promise<unknown>)[],
    schedule: readonly Step[],
    deliveries = Number.POSITIVE_INFINITY,
  ): Promise<readonly string[]> {
    const log: string[] = [];
    let left = jobs.length;
    const done = jobs.map(async (job) => {
      try {
        await this.#untilDone(job, deliveries);
      } finally {
        left -= 1;
      }
    });
    for (let index = 0; left > 0; index += 1) {
      await this.#quiet();
      if (this.#waiting.length === 0) continue;
      const { pick, fate } = schedule[index] ?? { pick: 0, fate: 'through' };
      const [request] = this.#waiting.splice(pick % this.#waiting.length, 1);
      if (request === undefined) continue;
      log.push(`${request.name} ${fate}`);
      if (fate !== 'through') this.#bury(request.worker);
      request.resume(fate);
    }
    await Promise.all(done);
    return log;
  }

  async #untilDone(job: () => Promise<unknown>, deliveries: number): Promise<void> {
    for (let delivery = 0; delivery < deliveries; delivery += 1) {
      const worker: Worker = { alive: true };
      try {
        await this.#workers.run(worker, job);
        return;
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
      }
    }
  }

  #turn(worker: Worker, name: string): Promise<Fate> {
    return new Promise((resume) => {
      this.#waiting.push({ worker, name, resume });
    });
  }

  /** The other requests of a worker that dies are never sent. */
  #bury(worker: Worker): void {
    const dropped = this.#waiting.filter((request) => request.worker === worker);
    this.#waiting = this.#waiting.filter((request) => request.worker !== worker);
    for (const request of dropped) request.resume('dies before');
  }

  #death(worker: Worker): WorkerDied {
    worker.alive = false;
    return new WorkerDied();
  }

  /** Until no request is on its way and whoever waited for the last answer has made its next request. */
  async #quiet(): Promise<void> {
    for (let still = 0; still < 3; still += 1) {
      await nextTurn();
      if (this.#underway > 0) still = -1;
    }
  }
}
