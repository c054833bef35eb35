/**
 * Services of which Gitleaks 8.30 or Betterleaks (May to November 2026) know a token, by the names that the formats give them. Read
 * from the lists of their rules: what has no service (passwords in command lines, JSON web tokens, manifests) is left out.
 */
export const servicesToKnow: readonly string[] = (
  '1Password; AbuseIPDB; Adafruit IO; Adobe; age; Aikido; Airscale; Airtable; Aiven; Algolia; Alibaba Cloud; Amazon Bedrock; Amplitude; ' +
  'Anthropic; Apify; Apollo.io; Asaas; Asana; AssemblyAI; Atlassian; Auth0; Authress; AWS; Azure; Beamer; Bitbucket; Bitly; Bitrise; ' +
  'Bittrex; Block Protocol; Box; Brave Search; Brevo; BrowserStack; Buildkite; Canva; Cartesia; Cast AI; Cerebras; Checkout.com; CircleCI; ' +
  'Cisco Meraki; Civo; Clearbit; Clerk; ClickHouse Cloud; ClickUp; Clojars; Cloudflare; Cloudinary; CloudPayments; Cloudsmith; ' +
  'CockroachDB Cloud; Codecov; Cohere; Coinbase; ConfigCat; Confluent; Contentful; Couchbase Capella; Coveralls; crates.io; Cursor; ' +
  'Data.gov; Databento; Databricks; Datadog; DataStax Astra; Deepgram; DeepSeek; Defined Networking; Deno Deploy; DevCycle; Devin; ' +
  'DigitalOcean; Discord; Disqus; Docker Hub; Docker Swarm; Doppler; Drone CI; Dropbox; Duffel; Dynatrace; Dyspatch; EasyPost; eBay; ' +
  'Elastic Cloud; ElevenLabs; Endor Labs; Etsy; Exoscale; Facebook; fal; Fastly; Figma; Finicity; Finnhub; Flickr; Flutterwave; Fly.io; ' +
  'Frame.io; Freemius; FreshBooks; FullStory; GC Notify; GigaChat; Gitea; GitHub; GitLab; Gitter; GoCardless; Google Cloud; Grafana; ' +
  'Greptile; Groq; Gumroad; Harness; HashiCorp Vault; HCP Terraform; Heroku; Highnote; Honeycomb; HubSpot; Hugging Face; Hunter; IBM Cloud; ' +
  'InfluxDB; Infomaniak; Infracost; Instantly; Intercom; Intra 42; Ionic; JFrog; JumpCloud; Kagi; Kimi; Klaviyo; Kraken; KuCoin; Langfuse; ' +
  'LangSmith; Lark; LaunchDarkly; Lichess; LightOn; Linear; LinkedIn; LlamaCloud; Lob; Looker; Mailchimp; MailerSend; Mailgun; Mapbox; ' +
  'Mattermost; MaxMind; Mem0; Mercury; Mergify; MessageBird; Microsoft Entra; Microsoft Teams; Midtrans; MiniMax; Miro; Mistral AI; ' +
  'monday.com; MongoDB; MongoDB Atlas; Mux; Neon; Netlify; New Relic; New York Times; ngrok; Notion; npm; NuGet; NVIDIA; Nylas; ' +
  'Octopus Deploy; Okta; Ollama; OneSignal; Onfido; OpenAI; OpenRouter; OpenShift; OpenWeather; Opsgenie; OVHcloud; Paddle; PagerDuty; ' +
  'PayPal; Perplexity; Persona; Pinecone; Pinterest; Plaid; PlanetScale; Plivo; Polar; Polymarket; PostHog; Postman; Postmark; Prefect; ' +
  'Private AI; Proof; Pulumi; PyPI; Rainforest; Ramp; RapidAPI; Razorpay; ReadMe; redirect.pizza; Render; Replicate; Resend; Retell AI; ' +
  'Rootly; RubyGems; RunPod; Salesforce; Samsara; Scaleway; Scalingo; Scalr; Segment; Selectel; Sendbird; SendGrid; Sentry; SettleMint; ' +
  'Shippo; Shopify; Sidekiq; Slack; Snowflake; Snyk; SonarQube; Sourcegraph; Square; Squarespace; SSLMate; Stability AI; Stripe; ' +
  'Sumo Logic; Supabase; Tableau; Tailscale; Telegram; Telnyx; Temporal Cloud; Thunderstore; Together AI; Travis CI; Trello; Twilio; Twitch; ' +
  'Typeform; Unkey; UpCloud; Upstage; Upstash; Val Town; Vercel; VirusTotal; VK; Voyage AI; Vultr; WakaTime; Weatherstack; ' +
  'Weights & Biases; Wiz; WooCommerce; Workato; WorkOS; X; xAI; Xendit; Yandex Cloud; Z.ai; Zendesk; Zoho; Zuplo'
).split('; ');

/** Known by detectors of their own: what stands in pairs, in addresses, or is a private key. */
export const servicesKnownElsewhere: ReadonlySet<string> = new Set(['AWS', 'age', 'MongoDB']);
