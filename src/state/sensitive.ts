import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { invalidMember, listMember } from './members.ts';
import type { AttributeStep, InstancePart } from './part.ts';
import { isTypeDescription } from './value-type.ts';

/** One place that the writer of the state marked sensitive. */
export interface SensitivePlace {
  /** Steps below the instance's attributes. */
  readonly path: readonly AttributeStep[];
  /** What stands there: a scalar, or a whole block. */
  readonly value: JsonValue;
}

/**
 * Where an instance's sensitive paths lead. A path that leads nowhere, or to null, is left out. Paths pass over the
 * `{"value":…,"type":…}` in which a dynamically typed attribute stands; places lead into its `value`.
 * Source: hashicorp/terraform internal/states/statefile/version4.go `marshalPaths`; zclconf/go-cty cty/json/marshal.go.
 */
export function resolveSensitivePaths(part: InstancePart): readonly SensitivePlace[] {
  const attributes = part.attributes?.value;
  if (attributes === undefined) return [];
  return part.sensitivePaths.flatMap((steps) => resolve(attributes, steps) ?? []);
}

function resolve(root: JsonValue, steps: readonly AttributeStep[]): SensitivePlace | null {
  const path: AttributeStep[] = [];
  let value: JsonValue = root;
  for (const step of steps) {
    const unwrapped = path.length > 0 && isDynamic(value) ? child(value.value, step) : undefined;
    if (unwrapped !== undefined) path.push('value');
    const next: JsonValue | undefined = unwrapped ?? child(value, step);
    if (next === undefined) return null;
    path.push(step);
    value = next;
  }
  if (path.length > 0 && isDynamic(value)) {
    path.push('value');
    value = value.value;
  }
  return value === null ? null : { path, value };
}

function child(value: JsonValue, step: AttributeStep): JsonValue | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
  return isJsonArray(value) && typeof step === 'number' ? value[step] : undefined;
}

interface Dynamic extends JsonObject {
  readonly value: JsonValue;
  readonly type: JsonValue;
}

function isDynamic(value: JsonValue): value is Dynamic {
  if (!isJsonObject(value) || !Object.hasOwn(value, 'value') || !Object.hasOwn(value, 'type')) return false;
  return Object.keys(value).length === 2 && isTypeDescription(value.type);
}

/**
 * The paths in an instance's `sensitive_attributes`. A set has no indices: a path that leads into one ends at the set.
 * @param pointer of the instance
 * @throws StateDamagedError where Terraform would not read them (`unmarshalPaths`)
 */
export function sensitivePathsOf(instance: JsonObject, pointer: string): InstancePart['sensitivePaths'] {
  const paths = listMember(instance, 'sensitive_attributes', pointer);
  return paths.map((path) => {
    const steps: AttributeStep[] = [];
    for (const step of isJsonArray(path) ? path : [path]) {
      const { type, value } = isJsonObject(step) ? step : { type: null, value: null };
      if (type === 'get_attr' && typeof value === 'string') {
        steps.push(value);
      } else if (type === 'index' && isJsonObject(value)) {
        const index = indexStep(value);
        if (index === null) break;
        steps.push(index);
      } else {
        throw invalidMember('a sensitive path is none that Terraform reads', `${pointer}/sensitive_attributes`);
      }
    }
    return steps;
  });
}

function indexStep({ value, type }: JsonObject): AttributeStep | null {
  if (type === 'string' && typeof value === 'string') return value;
  return type === 'number' && (typeof value === 'number' || typeof value === 'string') ? Number(value) : null;
}
