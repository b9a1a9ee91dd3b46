// What a newsroom's program does with the API, over the client that openapi-ts makes of /v1/openapi.json.

import { client } from './jarai/client.gen.ts';
import {
  cancelProduction,
  checkStoryboard,
  createProduction,
  createWebhook,
  deleteWebhook,
  getProduction,
  listAccounts,
  listCountries,
  listDeliveries,
  listEvents,
  listLanguages,
  sendTestEvent,
} from './jarai/index.ts';
import type { ApiError, CreateProduction, Element, Event } from './jarai/index.ts';

client.setConfig({ auth: process.env.JARAI_KEY ?? '' });

/** The answer's body; a refusal ends the program with its code. */
function body<Body>(answer: { data?: Body; error?: ApiError }): Body {
  if (answer.data === undefined) {
    throw new Error(`${answer.error?.error}: ${answer.error?.message}`);
  }
  return answer.data;
}

function told(event: Event): string {
  switch (event.eventType) {
    case 'production.queued':
      return `${event.eventType} ${event.sequenceNumber}, begins or fails by a time in ${new Date(event.data.expiresAt).getUTCFullYear()}`;
    case 'production.failed':
      return `${event.eventType}: ${event.data.errorCode}`;
    default:
      return event.eventType;
  }
}

const [account] = body(await listAccounts()).accounts;
if (!account) throw new Error('this key has no account');
console.log(`account ${account.name} is ${account.status}`);

const language = body(await listLanguages()).languages.find((each) => each.code === 'en-US' && each.voiced);
const country = body(await listCountries()).countries.find((each) => each.code === 'US');
const avatar = account.avatars.find((each) => language && each.languageIds.includes(language.languageId));
if (!language || !country || !avatar) throw new Error('English is not spoken here');
console.log(`${avatar.name} speaks ${language.name} to ${country.name}`);

const wish: CreateProduction = {
  topic: 'Quarterly earnings highlights for Q1 2026',
  languageId: language.languageId,
  countryId: country.countryId,
  avatarId: avatar.avatarId,
  projectTypeSlug: 'social-video-30s',
  metadataMD: 'Revenue: $4.21bn, up 18%',
  reference: 'story-2026-114',
};
const path = { accountId: account.accountId };
const headers = { 'Idempotency-Key': process.env.STORY ?? 'story-2026-114' };
const made = body(await createProduction({ path, headers, body: wish }));
const again = await createProduction({ path, headers, body: wish });
const same = body(again).productionId === made.productionId;
console.log(`asked twice, made once: ${same}, replayed: ${again.response?.headers.get('Idempotency-Replayed')}`);

const production = { productionId: made.productionId };
const status = body(await getProduction({ path: production }));
console.log(`${status.reference} is ${status.status}, step ${status.currentStep}, ${status.steps.length} steps`);

const refused = await createProduction({ path, body: { ...wish, languageId: account.accountId } });
console.log(`${refused.response?.status} ${refused.error?.error} at ${refused.error?.details?.[0]?.field}`);

const element: Element = { kind: 'number', heading: 'Revenue', value: '$4.21bn', label: 'in Q1 2026' };
const scene = { sceneId: 's1', narration: [{ text: 'Revenue rose to $4.21bn.' }], element };
const early = await checkStoryboard({ path: production, body: { title: 'Earnings', scenes: [scene] } });
console.log(`the storyboard: ${early.error?.error}`);

const cancelled = body(await cancelProduction({ path: production }));
console.log(`now it is ${cancelled.status}`);
for (const event of body(await listEvents({ query: { eventType: 'production.queued', limit: 1 } })).events) {
  console.log(`event ${told(event)}`);
}

const endpointUrl = 'https://hooks.example.com/jarai';
const webhook = body(await createWebhook({ body: { endpointUrl, eventTypes: ['production.published'] } }));
console.log(`webhook is ${webhook.status}, secret of ${webhook.signingSecret?.length} characters`);
body(await sendTestEvent({ path: { webhookId: webhook.webhookId } }));
const [delivery] = body(await listDeliveries({ path: { webhookId: webhook.webhookId } })).deliveries;
console.log(`delivery ${delivery?.status}: ${delivery && told(delivery.body)}`);
const gone = await deleteWebhook({ path: { webhookId: webhook.webhookId } });
console.log(`webhook deleted: ${gone.response?.status}`);
