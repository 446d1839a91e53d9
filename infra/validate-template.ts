import { RegoEngine, type StandardDiagnostic, TemplateFile } from '@aws/cloudformation-validate';

/** What AWS's own validator says of a template. */
export interface TemplateFindings {
  readonly errors: readonly StandardDiagnostic[];
  readonly warnings: readonly StandardDiagnostic[];
  readonly informational: number;
}

/** Validate a CloudFormation template, offline. An analysis that was not completed throws: it would hide findings. */
export function validateTemplate(path: string): TemplateFindings {
  const engine = new RegoEngine();
  try {
    const { status, diagnostics } = engine.validateStandard(new TemplateFile(path));
    if (status !== 'OK') throw new Error(`${path}: validation ended with status ${status}`);
    return {
      errors: diagnostics.filter(({ severity }) => severity === 'FATAL' || severity === 'ERROR'),
      warnings: diagnostics.filter(({ severity }) => severity === 'WARN'),
      informational: diagnostics.filter(({ severity }) => severity === 'INFO').length,
    };
  } finally {
    engine.free();
  }
}
