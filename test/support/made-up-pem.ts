import type { Random } from './random.ts';

/** PEM text as long as a real one; nobody has its other half. */
export function madeUpPem(label: string, random: Random, lines: number): string {
  const words = label.split(' ').join(' ');
  const rule = '-'.repeat(5);
  const body = Array.from({ length: lines }, () => random.token(64)).join('\n');
  return `${rule}BEGIN ${words}${rule}\n${body}\n${rule}END ${words}${rule}\n`;
}
