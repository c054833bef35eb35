/**
 * Where tokens of a service are revoked, for services that most people use. Pages of the services themselves; where none is known the
 * category of the service says what to do.
 */
export const whereToRevoke: Readonly<Record<string, string>> = {
  Anthropic: 'https://console.anthropic.com/settings/keys',
  Cloudflare: 'https://dash.cloudflare.com/profile/api-tokens',
  Datadog: 'https://app.datadoghq.com/organization-settings/api-keys',
  DigitalOcean: 'https://cloud.digitalocean.com/account/api/tokens',
  GitHub: 'https://github.com/settings/tokens',
  GitLab: 'https://gitlab.com/-/user_settings/personal_access_tokens',
  'Hugging Face': 'https://huggingface.co/settings/tokens',
  OpenAI: 'https://platform.openai.com/api-keys',
  PyPI: 'https://pypi.org/manage/account/token/',
  SendGrid: 'https://app.sendgrid.com/settings/api_keys',
  Sentry: 'https://sentry.io/settings/account/api/auth-tokens/',
  Slack: 'https://api.slack.com/apps',
  Stripe: 'https://dashboard.stripe.com/apikeys',
};
