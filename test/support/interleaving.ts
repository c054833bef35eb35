import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What happens to a request: it goes through, or the worker that made it dies before or after it took effect. */
export type Fate = 'through' | 'dies before' | 'dies after';

/** One step of a schedule: which worker goes on, counted modulo those that wait, and what happens to its request. */
export interface Step {
  readonly worker: number;
  /** Which of its requests, where it makes several at once. */
  readonly request: number;
  readonly fate: Fate;
}

/** So many steps of one worker, all well. */
export function stepsOf(worker: number, steps: number): readonly Step[] {
  return Array.from({ length: steps }, () => ({ worker, request: 0, fate: 'through' }));
}

class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
}

interface Worker {
  /** Number of its job. */
  readonly number: number;
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
   * Runs all jobs at once, one request at a time in the order of the schedule; when that is at its end, the first job first. A job
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
    const done = jobs.map(async (job, number) => {
      try {
        await this.#untilDone(job, number, deliveries);
      } finally {
        left -= 1;
      }
    });
    for (let index = 0; left > 0; index += 1) {
      await this.#quiet();
      const step = schedule[index] ?? { worker: 0, request: 0, fate: 'through' };
      const request = this.#pick(step);
      if (request === undefined) continue;
      log.push(`${request.name} ${step.fate}`);
      if (step.fate !== 'through') this.#bury(request.worker);
      request.resume(step.fate);
    }
    await Promise.all(done);
    return log;
  }

  async #untilDone(job: () => Promise<unknown>, number: number, deliveries: number): Promise<void> {
    for (let delivery = 0; delivery < deliveries; delivery += 1) {
      const worker: Worker = { number, alive: true };
      try {
        await this.#workers.run(worker, job);
        return;
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
      }
    }
  }

  #pick({ worker, request }: Step): WaitingRequest | undefined {
    const numbers = [...new Set(this.#waiting.map((each) => each.worker.number))].sort((one, other) => one - other);
    const ofOne = this.#waiting.filter((each) => each.worker.number === numbers[worker % numbers.length]);
    const picked = ofOne[request % ofOne.length];
    this.#waiting = this.#waiting.filter((each) => each !== picked);
    return picked;
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
