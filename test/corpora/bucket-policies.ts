// Holds the judge of public policies against labelled ones: no wrong answer where the label is beyond dispute. Where labels and
// AWS's definition part, ours follows the definition, and the reason is printed. Needs the corpora beside the project, and fails
// without them.
import { readFileSync } from 'node:fs';
import type { Json } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { type PolicyKind, policyKinds } from '#shared/policy/policy-kind.ts';

interface LabelledPolicy {
  readonly id: string;
  readonly policy: Json;
  readonly question: string;
  readonly service: string;
  readonly public: boolean;
  readonly contested: boolean;
  readonly source: string;
}

const rows = readFileSync('../shared/corpora/labelled/bucket-policies.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as LabelledPolicy)
  .filter(({ question }) => question === 'public');

const kindOf = (service: string): PolicyKind =>
  service === 's3' ? 's3-bucket' : (policyKinds.find((kind) => kind === service) ?? 'resource');

const judged = rows.map((row) => ({ row, judgement: judgePolicy(row.policy, { kind: kindOf(row.service) }) }));
const settled = judged.filter(({ row }) => !row.contested);
const contested = judged.filter(({ row }) => row.contested);
const wrong = settled.filter(({ row, judgement }) => row.public !== judgement.public);

const words = (isPublic: boolean): string => (isPublic ? 'public' : 'not public').padEnd(10);
const describe = ({ row, judgement }: (typeof judged)[number]): string => {
  const reasons = judgement.statements
    .filter((statement) => statement.public === judgement.public)
    .map(({ why }) => why);
  return `  ${row.id}  label ${words(row.public)}  ours ${words(judgement.public)}  ${row.source}\n    ${[...new Set(reasons)].join('; ')}`;
};

console.log('service          settled  right  wrong  in doubt');
for (const service of [...new Set(settled.map(({ row }) => row.service))].sort()) {
  const own = settled.filter(({ row }) => row.service === service);
  const bad = wrong.filter(({ row }) => row.service === service).length;
  const doubtful = own.filter(({ judgement }) => !judgement.certain).length;
  const counts = [own.length, own.length - bad, bad, doubtful].map((count, column) =>
    String(count).padStart([7, 5, 5, 8][column] ?? 0),
  );
  console.log(`${service.padEnd(15)}  ${counts.join('  ')}`);
}
if (wrong.length > 0) console.log(`\nwrong:\n${wrong.map(describe).join('\n')}`);
console.log(`\ncontested:\n${contested.map(describe).join('\n')}`);
console.log(`\nlabelled policies: ${settled.length} settled, ${wrong.length} wrong; ${contested.length} contested`);
process.exitCode = settled.length > 0 && wrong.length === 0 ? 0 : 1;
