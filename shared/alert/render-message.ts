import type { Alert } from '#shared/model/alert.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import { boundAlert } from './bound-alert.ts';
import { cleanText } from './clean-text.ts';
import { renderChat } from './render-chat.ts';
import { renderMail } from './render-mail.ts';
import { renderSms } from './render-sms.ts';
import { renderSubject } from './render-subject.ts';
import { serializeAlert } from './serialize-alert.ts';
import { shortenText } from './shorten-text.ts';

/** The alert as SNS takes it, for every kind of subscriber.
 *
 * Programs get the alert's JSON, the same bytes that `serializeAlert` gives; people get mail, SMS or chat. Message, subject and
 * attributes together stay below the 262,144 bytes that SNS takes: 3 × 60 KiB for the alert (`boundAlert`), at most 24 KB
 * for mail, 45 KB for chat, 6 KB for the rest.
 * @see Amazon SNS API reference, "Publish" */
export function renderMessage(alert: Alert): AlertMessage {
  const bounded = boundAlert(alert);
  const json = serializeAlert(bounded);
  return {
    subject: renderSubject(bounded),
    message: JSON.stringify({
      default: json,
      lambda: json,
      sqs: json,
      email: renderMail(bounded),
      sms: renderSms(bounded),
      https: renderChat(bounded),
    }),
    attributes: attributesOf(bounded),
  };
}

/** For subscription filter policies; SNS refuses empty values, so what is unknown is absent. */
function attributesOf({ severity, rule, kind, accountId, region, playbook }: Alert): AlertMessage['attributes'] {
  const known = Object.entries({ severity, ruleId: rule.id, kind, accountId, region, playbook })
    .map(([name, value]) => [name, shortenText(cleanText(value ?? ''), maxAttributeLength)] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(known);
}

const maxAttributeLength = 256;
