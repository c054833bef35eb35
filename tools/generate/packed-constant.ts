/** A module that holds one long text, in lines that the formatter leaves alone. @param tool that makes it */
export function packedConstant(name: string, description: string, packed: string, tool = 'npm run generate'): string {
  const lines = (packed.match(/.{1,110}/g) ?? []).map((line) => `  '${line}'`);
  return `/** ${description} Made by \`${tool}\`: don't edit. */\nexport const ${name} =\n${lines.join(' +\n')};\n`;
}
