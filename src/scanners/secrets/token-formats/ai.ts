import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Models, what serves them and what is built around them. */
export const ai: readonly TokenService[] = [
  {
    service: 'OpenAI',
    source: betterleaks('openai-api-key'),
    tokens: [
      { id: 'openai-project-key', title: 'project API key', shape: 'sk-proj-<base64url:74>T3BlbkFJ<base64url:74>' },
      {
        id: 'openai-short-project-key',
        title: 'project API key',
        shape: 'sk-proj-<base64url:58>T3BlbkFJ<base64url:58>',
      },
      {
        id: 'openai-first-project-key',
        title: 'project API key',
        shape: 'sk-proj-<base64url:20>T3BlbkFJ<base64url:20>',
      },
      {
        id: 'openai-service-key',
        title: 'service account API key',
        shape: 'sk-svcacct-<base64url:74>T3BlbkFJ<base64url:74>',
      },
      {
        id: 'openai-short-service-key',
        title: 'service account API key',
        shape: 'sk-svcacct-<base64url:58>T3BlbkFJ<base64url:58>',
      },
      { id: 'openai-admin-key', title: 'admin API key', shape: 'sk-admin-<base64url:74>T3BlbkFJ<base64url:74>' },
      { id: 'openai-short-admin-key', title: 'admin API key', shape: 'sk-admin-<base64url:58>T3BlbkFJ<base64url:58>' },
      { id: 'openai-user-key', title: 'API key', shape: 'sk-<base62:20>T3BlbkFJ<base62:20>' },
    ],
  },
  {
    service: 'Anthropic',
    source: betterleaks('anthropic-api-key'),
    tokens: [
      { id: 'anthropic-api-key', title: 'API key', shape: 'sk-ant-api03-<base64url:93>AA' },
      {
        id: 'anthropic-admin-key',
        title: 'admin API key',
        shape: 'sk-ant-admin01-<base64url:93>AA',
        source: betterleaks('anthropic-admin-api-key'),
      },
      { id: 'anthropic-oauth-token', title: 'OAuth access token', shape: 'sk-ant-oat01-<base64url:93>AA' },
      { id: 'anthropic-refresh-token', title: 'OAuth refresh token', shape: 'sk-ant-ort01-<base64url:93>AA' },
    ],
  },
  {
    service: 'Hugging Face',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    tokens: [
      { id: 'hugging-face-user-token', title: 'user access token', shape: 'hf_<letter:34>' },
      {
        id: 'hugging-face-organization-token',
        title: 'organization token',
        shape: 'api_org_<letter:34>',
        source: betterleaks('huggingface-organization-api-token'),
      },
    ],
  },
  {
    service: 'Replicate',
    source: 'https://replicate.com/docs/topics/security/api-tokens',
    tokens: [{ id: 'replicate-api-token', title: 'API token', shape: 'r8_<base62:37>' }],
  },
  {
    service: 'Groq',
    source: betterleaks('groq-api-key'),
    tokens: [{ id: 'groq-api-key', title: 'API key', shape: 'gsk_<base62:52>' }],
  },
  {
    service: 'xAI',
    source: betterleaks('xai-api-key'),
    tokens: [{ id: 'xai-api-key', title: 'API key', shape: 'xai-<base62:70-120>' }],
  },
  {
    service: 'Perplexity',
    source: betterleaks('perplexity-api-key'),
    tokens: [{ id: 'perplexity-api-key', title: 'API key', shape: 'pplx-<base62:48>' }],
  },
  {
    service: 'OpenRouter',
    source: betterleaks('openrouter-api-key'),
    tokens: [{ id: 'openrouter-api-key', title: 'API key', shape: 'sk-or-v1-<hex:64>' }],
  },
  {
    service: 'Together AI',
    source: betterleaks('togetherai-api-key'),
    tokens: [{ id: 'together-ai-api-key', title: 'API key', shape: 'tgp_v1_<base64url:43>' }],
  },
  {
    service: 'Cerebras',
    source: betterleaks('cerebras-api-key'),
    tokens: [{ id: 'cerebras-api-key', title: 'API key', shape: 'csk-<lower:48>' }],
  },
  {
    service: 'NVIDIA',
    source: betterleaks('nvidia-api-key'),
    tokens: [{ id: 'nvidia-api-key', title: 'API key', shape: 'nvapi-<base64url:60-70>' }],
  },
  {
    service: 'Cohere',
    source: betterleaks('cohere-api-token'),
    names: ['cohere', 'co_'],
    tokens: [{ id: 'cohere-api-key', title: 'API key', shape: '<base62:40>', named: true }],
  },
  {
    service: 'Mistral AI',
    source: betterleaks('mistral-api-key'),
    names: ['mistral'],
    tokens: [{ id: 'mistral-api-key', title: 'API key', shape: '<base62:32>', named: true }],
  },
  {
    service: 'DeepSeek',
    source: betterleaks('deepseek-api-key'),
    names: ['deepseek'],
    tokens: [{ id: 'deepseek-api-key', title: 'API key', shape: 'sk-<hex:32>', named: true }],
  },
  {
    service: 'Kimi',
    source: betterleaks('kimi-api-key'),
    names: ['kimi', 'moonshot'],
    tokens: [{ id: 'kimi-api-key', title: 'API key', shape: 'sk-<base64url:48>', named: true }],
  },
  {
    service: 'MiniMax',
    source: betterleaks('minimax-api-key'),
    tokens: [{ id: 'minimax-api-key', title: 'API key', shape: 'sk-api-<base64url:119>' }],
  },
  {
    service: 'Z.ai',
    source: betterleaks('zai-api-key'),
    names: ['zai', 'z_ai', 'zhipu', 'zhipuai', 'glm'],
    tokens: [{ id: 'zai-api-key', title: 'API key', shape: '<hex:32>.<base62:16>', named: true }],
  },
  {
    service: 'Ollama',
    source: betterleaks('ollama-api-key'),
    names: ['ollama'],
    tokens: [{ id: 'ollama-api-key', title: 'API key', shape: '<hex:32>.<base64url:24>', named: true }],
  },
  {
    service: 'Stability AI',
    source: betterleaks('stability-ai-api-key'),
    names: ['stability'],
    tokens: [{ id: 'stability-ai-api-key', title: 'API key', shape: 'sk-<base62:48>', named: true }],
  },
  {
    service: 'ElevenLabs',
    source: betterleaks('elevenlabs-api-key'),
    names: ['elevenlabs', 'eleven_labs', 'eleven', 'xi_'],
    tokens: [{ id: 'elevenlabs-api-key', title: 'API key', shape: 'sk_<hex:48>', named: true }],
  },
  {
    service: 'AssemblyAI',
    source: betterleaks('assemblyai-api-key'),
    names: ['assemblyai', 'assembly_ai'],
    tokens: [{ id: 'assemblyai-api-key', title: 'API key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Deepgram',
    source: betterleaks('deepgram-api-key'),
    names: ['deepgram'],
    tokens: [{ id: 'deepgram-api-key', title: 'API key', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Cartesia',
    source: betterleaks('cartesia-api-key'),
    tokens: [{ id: 'cartesia-api-key', title: 'API key', shape: 'sk_car_<base62:20-24>' }],
  },
  {
    service: 'Retell AI',
    source: betterleaks('retell-api-key'),
    names: ['retell'],
    tokens: [{ id: 'retell-api-key', title: 'API key', shape: 'key_<hex:28>', named: true }],
  },
  {
    service: 'fal',
    source: betterleaks('fal-api-key'),
    names: ['fal', 'falai', 'fal_ai'],
    tokens: [{ id: 'fal-api-key', title: 'API key', shape: '<uuid>:<hex:32>', named: true }],
  },
  {
    service: 'Fireworks AI',
    source: 'https://docs.fireworks.ai/getting-started/quickstart',
    names: ['fireworks'],
    tokens: [{ id: 'fireworks-api-key', title: 'API key', shape: 'fw_<base62:22-24>', named: true }],
  },
  {
    service: 'RunPod',
    source: betterleaks('runpod-api-key'),
    tokens: [{ id: 'runpod-api-key', title: 'API key', shape: 'rpa_<upper:40><base62:6>' }],
  },
  {
    service: 'LangSmith',
    source:
      'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
    tokens: [
      { id: 'langsmith-personal-token', title: 'personal access token', shape: 'lsv2_pt_<any-hex:32>_<any-hex:10>' },
      { id: 'langsmith-service-key', title: 'service key', shape: 'lsv2_sk_<any-hex:32>_<any-hex:10>' },
    ],
  },
  {
    service: 'Langfuse',
    source: 'https://langfuse.com/docs/api-and-data-platform/features/public-api',
    tokens: [{ id: 'langfuse-secret-key', title: 'secret key', shape: 'sk-lf-<uuid>' }],
  },
  {
    service: 'LlamaCloud',
    source: betterleaks('llama-cloud-api-key'),
    tokens: [{ id: 'llama-cloud-api-key', title: 'API key', shape: 'llx-<base62:44-52>' }],
  },
  {
    service: 'Mem0',
    source: betterleaks('mem0-api-key'),
    names: ['mem0'],
    tokens: [{ id: 'mem0-api-key', title: 'API key', shape: 'm0-<base62:24-44>', named: true }],
  },
  {
    service: 'Weights & Biases',
    source: betterleaks('weights-and-biases-api-key-v1'),
    names: ['wandb', 'weightsandbiases'],
    tokens: [
      { id: 'wandb-api-key', title: 'API key', shape: 'wandb_v1_<identifier:77>' },
      {
        id: 'wandb-classic-api-key',
        title: 'API key',
        shape: '<hex:40>',
        named: true,
        source: betterleaks('weights-and-biases-api-key'),
      },
    ],
  },
  {
    service: 'Voyage AI',
    source: betterleaks('voyageai-api-key'),
    names: ['voyage'],
    tokens: [
      { id: 'voyage-api-key', title: 'API key', shape: 'pa-<base64url:43>', named: true },
      { id: 'voyage-atlas-api-key', title: 'API key of Atlas', shape: 'al-<base64url:43>', named: true },
    ],
  },
  {
    service: 'Upstage',
    source: betterleaks('upstage-api-key'),
    names: ['upstage'],
    tokens: [{ id: 'upstage-api-key', title: 'API key', shape: '<base62:40-50>', named: true }],
  },
  {
    service: 'LightOn',
    source: betterleaks('lighton-paradigm-api-key'),
    names: ['lighton', 'paradigm'],
    tokens: [{ id: 'lighton-api-key', title: 'API key', shape: '<base64url:40-80>', named: true }],
  },
  {
    service: 'Private AI',
    source: betterleaks('privateai-api-token'),
    names: ['privateai', 'private_ai', 'private-ai'],
    tokens: [{ id: 'private-ai-api-key', title: 'API key', shape: '<lower:32>', named: true }],
  },
  {
    service: 'GigaChat',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/cis.go',
    names: ['gigachat', 'sber'],
    tokens: [
      { id: 'gigachat-api-key', title: 'API key', shape: '<lower:50-100>', named: true },
      {
        id: 'gigachat-authorization-key',
        title: 'authorization key',
        shape: '<base64:98>==',
        named: true,
        source: 'https://developers.sber.ru/docs/ru/gigachat/quickstart/ind-using-api',
      },
    ],
  },
  {
    service: 'Cursor',
    source: betterleaks('cursor-api-key'),
    tokens: [{ id: 'cursor-api-key', title: 'API key', shape: 'key_<hex:64>' }],
  },
  {
    service: 'Devin',
    source: betterleaks('devin-personal-api-key'),
    tokens: [
      { id: 'devin-personal-api-key', title: 'personal API key', shape: 'apk_user_<base64:120-180><padding:0-2>' },
      {
        id: 'devin-service-api-key',
        title: 'service API key',
        shape: 'apk_<base64:80-100><padding:0-2>',
        source: betterleaks('devin-service-api-key'),
      },
      {
        id: 'devin-service-user-token',
        title: 'service user token',
        shape: 'cog_<base32:52>',
        source: betterleaks('devin-service-user-token'),
      },
    ],
  },
  {
    service: 'Pinecone',
    source: betterleaks('pinecone-api-key'),
    names: ['pinecone'],
    tokens: [
      { id: 'pinecone-api-key', title: 'API key', shape: 'pcsk_<base62:5-6>_<base62:63>' },
      { id: 'pinecone-classic-api-key', title: 'API key', shape: '<uuid>', named: true },
    ],
  },
];
