/** An alert as Amazon SNS takes it: every limit of SNS holds by construction. */
export interface AlertMessage {
  /** At most 99 printable ASCII characters. */
  readonly subject: string;
  /** JSON object for `MessageStructure: json`: `default`, `lambda`, `sqs`, `email`, `sms`, `https`, each a string. */
  readonly message: string;
  /** String attributes for subscription filter policies; at most ten. */
  readonly attributes: Readonly<Record<string, string>>;
}
