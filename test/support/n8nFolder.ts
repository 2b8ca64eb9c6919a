// Imported before n8n-core: n8n's engine reads its environment when it is loaded and keeps a small
// settings file. It must not touch the ~/.n8n of whoever runs the tests, nor talk in between.
import { env, path, ROOT } from './node';

env.N8N_USER_FOLDER = path.join(
	ROOT,
	'node_modules',
	'.cache',
	`engine-${env.JEST_WORKER_ID ?? '0'}`,
);
env.N8N_ENCRYPTION_KEY = 'for-the-engine-in-tests';
env.N8N_LOG_LEVEL = 'silent';
