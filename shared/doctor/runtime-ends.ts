/** The day from which a Lambda runtime of Node gets no more fixes, as AWS published it by February 2026; AWS may put it off.
 * @see AWS Lambda developer guide, "Lambda runtimes" */
export const runtimeEnds: Readonly<Record<string, string>> = {
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
  'nodejs22.x': '2027-04-30',
  'nodejs24.x': '2028-04-30',
};
