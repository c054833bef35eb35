import * as z from 'zod';
import type { InstancePart } from '../../state/part.ts';
import { walkPart } from '../../state/walk.ts';
import type { MutableReference } from './facts.ts';

/** An image that a resource runs. */
export interface Image {
  /** As it stands in the state. */
  readonly reference: string;
  /** Without tag and digest: `111122223333.dkr.ecr.us-east-1.amazonaws.com/api`. */
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Resources that run images. Sources: their pages in the Terraform registry. */
const withImages =
  /^(aws_(ecs_task_definition|lambda_function|batch_job_definition|apprunner_service)|kubernetes_|docker_(container|service)|google_cloud_run|azurerm_container_(app|group))/;

const imageMembers: ReadonlySet<string> = new Set(['image', 'image_uri', 'image_identifier']);
/** Members whose text is JSON, with images in it. */
const documents: ReadonlySet<string> = new Set(['container_definitions', 'container_properties']);

const containersSchema = z.union([
  z.array(z.looseObject({ image: z.string().optional() })),
  z.looseObject({ image: z.string().optional() }).transform((one) => [one]),
]);

/** Images of a managed resource; those in attributes that are marked sensitive are left out. */
export function imagesOf(part: InstancePart): readonly Image[] {
  if (!withImages.test(part.resource.type)) return [];
  return textsOf(part, (member) => imageMembers.has(member) || documents.has(member)).flatMap(({ member, text }) =>
    (imageMembers.has(member) ? [text] : imagesIn(text)).flatMap((reference) => parseImage(reference) ?? []),
  );
}

function imagesIn(document: string): readonly string[] {
  try {
    const containers = containersSchema.safeParse(JSON.parse(document));
    return containers.success ? containers.data.flatMap(({ image }) => image ?? []) : [];
  } catch {
    // A template that was not filled in names no image.
    return [];
  }
}

/** Source: distribution/reference, "Grammar" in reference.go. Undefined for what is no reference. */
export function parseImage(reference: string): Image | undefined {
  const { name, tag, digest } =
    /^(?<name>(?:[a-zA-Z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9._/-]+)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[a-z0-9+._-]+:[0-9a-f]{32,}))?$/.exec(
      reference,
    )?.groups ?? {};
  return name === undefined ? undefined : { reference, name, tag: tag ?? null, digest: digest ?? null };
}

/** What lets an image become another one; null for one that is named by its digest. */
export function isMutable(
  reference: string,
): Extract<MutableReference['because'], `${string}-tag` | 'no-digest'> | null {
  const image = parseImage(reference);
  if (image === undefined || image.digest !== null) return null;
  if (image.tag === null) return 'no-tag';
  return image.tag === 'latest' ? 'latest-tag' : 'no-digest';
}

const withTemplates =
  /^aws_(autoscaling_group|instance|eks_node_group|spot_fleet_request|ec2_fleet|batch_compute_environment)$/;
const movingVersions = { $Latest: 'latest-version', $Default: 'default-version' } as const;

/** Launch templates whose newest or default version is taken whenever an instance starts. */
export function launchTemplatesOf(part: InstancePart): readonly Pick<MutableReference, 'reference' | 'because'>[] {
  if (!withTemplates.test(part.resource.type)) return [];
  return textsOf(part, (member) => member === 'version').flatMap(({ text }) =>
    text === '$Latest' || text === '$Default' ? [{ reference: text, because: movingVersions[text] }] : [],
  );
}

function textsOf(part: InstancePart, isWanted: (member: string) => boolean) {
  const texts: { readonly member: string; readonly text: string }[] = [];
  if (part.attributes === null) return texts;
  const { value, pointer } = part.attributes;
  walkPart({ value, pointer }, (cursor) => {
    const { value: text, member } = cursor;
    if (typeof text !== 'string' || text === '' || member === null || !isWanted(member)) return;
    const first = cursor.step(0);
    if (part.sensitivePaths.some(([step]) => step === undefined || step === first)) return;
    texts.push({ member, text });
  });
  return texts;
}
