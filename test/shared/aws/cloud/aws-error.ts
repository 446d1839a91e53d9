/** An error as the AWS SDK throws it: the service's code as its name.
 * @param status absent when no answer came at all */
export function awsError(name: string, status?: number): Error {
  return Object.assign(new Error(`what AWS says of ${name}`), {
    name,
    ...(status !== undefined && { $fault: status < 500 ? 'client' : 'server', $metadata: { httpStatusCode: status } }),
  });
}
