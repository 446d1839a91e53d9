import { generateAccountWeek } from './generator/deliver.ts';
import { parseOptions, usage } from './generator/options.ts';
import { folderHoldsLogs, writeObjects } from './generator/write.ts';

const parsed = parseOptions(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.problem}\n\n${usage}\n`);
  process.exitCode = 2;
} else if (parsed.help) {
  process.stdout.write(`${usage}\n`);
} else if (await folderHoldsLogs(parsed.out)) {
  process.stderr.write(`${parsed.out} holds an AWSLogs folder already: remove it, or name another folder with --out\n`);
  process.exitCode = 2;
} else {
  const { files, records, sizeBytes } = await writeObjects(generateAccountWeek(parsed.options), parsed.out);
  process.stderr.write(`${records} records in ${files} files, ${Math.ceil(sizeBytes / 1024)} KiB, in ${parsed.out}\n`);
}
