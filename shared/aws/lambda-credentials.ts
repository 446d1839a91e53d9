/** What AWS signs requests with. */
export interface LambdaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A provider of the credentials of a Lambda's role, from the environment variables in which Lambda hands them over.
 *
 * Function bundles use this in place of `@aws-sdk/credential-provider-node` (`infra/bundle-functions.ts`), hence its name: in a
 * Lambda the environment is the only source, and the chain of all others would be a quarter of the bundle.
 * The provider throws when the variables are not set.
 * @see AWS Lambda developer guide, "Defined runtime environment variables" */
export function defaultProvider(): () => Promise<LambdaCredentials> {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) {
      throw new Error(
        'no credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set in every Lambda that has a role',
      );
    }
    const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return AWS_SESSION_TOKEN === undefined ? keys : { ...keys, sessionToken: AWS_SESSION_TOKEN };
  };
}
