/** How long a call may take, for the clients whose answers come within a second or so: a socket that hangs must not outlive the function.
 *
 * With the SDK's three attempts a call ends within some twenty seconds. */
export const requestHandler = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true } as const;
