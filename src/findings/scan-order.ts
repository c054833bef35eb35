import type { ScanOrder } from './store.ts';

/** One form for all times that are stored: ISO 8601 UTC with milliseconds, so that text sorts as time does. @throws RangeError when it is no time */
export function normalTime(time: string): string {
  return new Date(time).toISOString();
}

/** The later of two normal times. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}

/**
 * Whether a scan saw an older state of the target than another scan did. Scans of equal order are the same scan, delivered twice.
 * A look that read no serial can't be told from another look at the same version by the serial: there the time of looking decides.
 */
export function isOlder(scan: ScanOrder, than: ScanOrder): boolean {
  const [one, other] = [normalOrder(scan), normalOrder(than)];
  if (one.versionAt !== other.versionAt) return one.versionAt < other.versionAt;
  if (one.serial !== null && other.serial !== null && one.serial !== other.serial) return one.serial < other.serial;
  return one.lookedAt < other.lookedAt;
}

/** The order to remember after a scan: a look that read no serial does not make the serial of the same version forgotten. */
export function rememberedOrder(scan: ScanOrder, before: ScanOrder | undefined): ScanOrder {
  const order = normalOrder(scan);
  const sameVersion = before !== undefined && normalTime(before.versionAt) === order.versionAt;
  return { ...order, serial: order.serial ?? (sameVersion ? before.serial : null) };
}

function normalOrder(order: ScanOrder): ScanOrder {
  return { versionAt: normalTime(order.versionAt), serial: order.serial, lookedAt: normalTime(order.lookedAt) };
}
