import type { LinePattern } from './line-patterns.ts';

/** Of a command, what belongs to it: up to the next one. */
export const within = String.raw`\b[^\n|;]{0,300}?`;
/** A value as a shell has it: no option, no variable, no path of a stream. */
export const word = String.raw`["']?([^\s'"${'`'}$|;<>(){}-][^\s'"${'`'}|;<>]{4,256})`;
export const bareWord = String.raw`([^\s'"${'`'}$|;<>(){}-][^\s'"${'`'}|;<>]{4,256})`;
/** One with capitals and digits: no name, no group. */
export const mixed = String.raw`["']?(?=[^\s'"]{0,128}[A-Z])(?=[^\s'"]{0,128}[0-9])${bareWord}`;
export const user = String.raw`["']?[A-Za-z][\w.@-]{0,63}:`;
export const quoted = String.raw`"((?:[^"\\\n]|\\.){1,8192})"|'([^'\n]{1,8192})'`;
export const anyName = String.raw`([A-Za-z_][\w.-]{1,80})`;

export function pattern(source: string, flags = 'g'): RegExp {
  return new RegExp(source, flags);
}

/** An option of a command that says nothing by itself. */
export function option(hint: string, command: string, before: string, name = 'password'): LinePattern {
  return [hint, name, pattern(String.raw`\b(?:${command})${within} ${before}${word}`)];
}
