/** Path of a check's page, from the root of the project: the anchor that Markdown makes of the id. */
export function docsOf(checkId: string): string {
  return `docs/checks.md#${checkId.replaceAll('/', '')}`;
}
