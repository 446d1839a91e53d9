/** Tell whether a text is what CloudTrail sends when a trail gets an SNS topic: plain text where JSON follows later.
 * @see CloudTrail user guide, Configuring Amazon SNS notifications for CloudTrail */
export function isValidationMessage(text: string): boolean {
  return text.startsWith('CloudTrail validation message');
}
