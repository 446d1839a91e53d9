/** The value of an environment variable that the function cannot do without.
 * @throws {ConfigError} it is missing or empty */
export function requiredEnv(name: string, env: NodeJS.ProcessEnv = process.env): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new ConfigError(`environment variable ${name} is not set: set it under "environment" in serverless.yml`);
  }
  return value;
}

/** The function was deployed without something it needs. Thrown at cold start, so that no record is taken and lost. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
