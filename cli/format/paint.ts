import { styleText } from 'node:util';
import type { Level } from '#shared/model/rule.ts';
import type { Output } from '../io.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours text where the output shows colours, and leaves it alone elsewhere. */
export interface Painter {
  level(level: Level, text: string): string;
  strong(text: string): string;
  faint(text: string): string;
  bad(text: string): string;
  good(text: string): string;
}

/** Make a painter for an output. */
export function painterFor(output: Output): Painter {
  const paint = (style: Style, text: string): string =>
    output.colour ? styleText(style, text, { validateStream: false }) : text;
  return {
    level: (level, text) => paint(levelStyles[level], text),
    strong: (text) => paint('bold', text),
    faint: (text) => paint('dim', text),
    bad: (text) => paint('red', text),
    good: (text) => paint('green', text),
  };
}

const levelStyles: Readonly<Record<Level, Style>> = {
  critical: ['bold', 'white', 'bgRed'],
  high: ['bold', 'red'],
  medium: 'yellow',
  low: 'cyan',
  informational: 'dim',
};
