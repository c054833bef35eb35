import { isJsonArray, isJsonObject, type JsonValue } from './json.ts';
import type { AttributeStep, InstancePart } from './part.ts';

/** One place that the writer of the state marked sensitive. */
export interface SensitivePlace {
  /** Steps below the instance's attributes. */
  readonly path: readonly AttributeStep[];
  /** What stands there: a scalar, or a whole block. */
  readonly value: JsonValue;
}

/**
 * Where an instance's sensitive paths lead. A path that leads nowhere, or to null, is left out.
 * Source: hashicorp/terraform internal/states/statefile/version4.go `marshalPaths`; dynamically typed attributes are wrapped
 * in `{"value":…,"type":…}`, which the paths pass over (cty json encoding of DynamicPseudoType).
 */
export function resolveSensitivePaths(part: InstancePart): readonly SensitivePlace[] {
  const attributes = part.attributes?.value;
  if (attributes === undefined) return [];
  return part.sensitivePaths.flatMap((steps) => resolve(attributes, steps) ?? []);
}

function resolve(root: JsonValue, steps: readonly AttributeStep[]): SensitivePlace | null {
  const path: AttributeStep[] = [];
  let value: JsonValue | undefined = root;
  for (const step of steps) {
    let next: JsonValue | undefined = child(value, step);
    if (next === undefined && isDynamic(value)) {
      path.push('value');
      next = child(value.value, step);
    }
    if (next === undefined) return null;
    path.push(step);
    value = next;
  }
  return value === null ? null : { path, value };
}

function child(value: JsonValue | undefined, step: AttributeStep): JsonValue | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
  return isJsonArray(value) && typeof step === 'number' ? value[step] : undefined;
}

function isDynamic(value: JsonValue | undefined): value is { readonly value: JsonValue; readonly type: JsonValue } {
  return isJsonObject(value) && Object.keys(value).length === 2 && 'value' in value && 'type' in value;
}
