import type { PolicyJudgement, StatementJudgement } from '#shared/policy/judge-policy.ts';
import type { PolicyKind } from '#shared/policy/policy-kind.ts';
import { type Painter, painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Output } from '../io.ts';

/** A judged policy. */
export interface JudgedPolicy {
  readonly place: string;
  readonly kind: PolicyKind;
  readonly judgement: PolicyJudgement;
}

/** The judgement as one JSON object with the members that scripts read; `sid` is null where a statement has none. */
export function judgementJson({ judgement }: JudgedPolicy): Readonly<Record<string, unknown>> {
  const statements = judgement.statements.map(({ sid = null, index, public: isPublic, certain, why }) => ({
    sid,
    index,
    public: isPublic,
    certain,
    why,
  }));
  return { public: judgement.public, certain: judgement.certain, statements };
}

/** The judgement for eyes: the whole, then one row a statement with the reason below. */
export function describeJudgement({ place, kind, judgement }: JudgedPolicy, output: Output): string {
  const paint = painterFor(output);
  const whole = `${paint.strong(safeText(place))}: ${answerOf(judgement, paint)}${paint.faint(`, judged as ${kind}`)}\n`;
  if (judgement.statements.length === 0) return whole;
  return (
    whole +
    renderTable(output, {
      titles: ['ANSWER', 'STATEMENT, WHY'],
      leastWidths: [20, 24],
      rows: judgement.statements.map((statement) => ({
        cells: [wordsOf(statement), safeText(`#${statement.index} ${statement.sid ?? ''}`.trimEnd())],
        detail: safeText(statement.why),
        paintFirst: (text) => (statement.public ? paint.bad(text) : paint.good(text)),
      })),
    })
  );
}

function answerOf(judgement: PolicyJudgement, paint: Painter): string {
  return judgement.public ? paint.bad(wordsOf(judgement)) : paint.good(wordsOf(judgement));
}

function wordsOf({ public: isPublic, certain }: PolicyJudgement | StatementJudgement): string {
  return `${isPublic ? 'public' : 'not public'}${certain ? '' : ', in doubt'}`;
}
