import { type Document, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import { DocumentReader, placeAt } from './document-reader.ts';
import { isEmpty, type Located, type Report } from './located.ts';

/** Read the YAML documents of a file, aliases followed; documents without content are left out. A document that is not good
 * YAML, or whose aliases would grow it beyond all measure, is reported and left out too. */
export function readYaml(text: string, report: Report): readonly Located[] {
  if (text.length > maxLength) {
    report({ line: 1, column: 1 }, `the file is longer than ${maxLength} characters`, 'split it');
    return [];
  }
  const lines = new LineCounter();
  const documents = parseDocuments(text, lines, report);
  return documents.flatMap((document) => {
    const faults = causes([...document.errors, ...document.warnings]);
    for (const fault of faults) report(placeAt(lines, fault.pos[0]), yamlMessage(fault.message), yamlHint(fault.code));
    if (faults.length > 0) return [];
    const located = new DocumentReader(lines, report).read(document.contents);
    return located === undefined || isEmpty(located) ? [] : [located];
  });
}

const maxLength = 1_000_000;

function parseDocuments(text: string, lines: LineCounter, report: Report): readonly Document[] {
  try {
    const documents = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return 'empty' in documents ? [] : documents;
  } catch (error) {
    // The parser recurses: brackets nested by the thousands exhaust its stack.
    const message = error instanceof Error ? error.message : String(error);
    report({ line: 1, column: 1 }, `the file cannot be read as YAML: ${message}`, 'flatten what is nested deep');
    return [];
  }
}

/** Faults without those that only follow from an earlier one: after the first break in the syntax, the rest is guesswork. */
function causes(faults: readonly YAMLError[]): readonly YAMLError[] {
  const firstBreak = faults.find(({ code }) => !Object.hasOwn(hints, code));
  return faults.filter((fault) => fault === firstBreak || Object.hasOwn(hints, fault.code));
}

/** What to do about faults that say by themselves what is wrong. */
const hints: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'give the key once; put several values into a list',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'leave the tag out',
};

function yamlMessage(message: string): string {
  const [first = ''] = message.split('\n');
  return `not good YAML: ${first}`;
}

function yamlHint(code: string): string {
  const hint = Object.hasOwn(hints, code) ? hints[code] : undefined;
  return hint ?? 'check the indentation and the quotes around this place';
}
