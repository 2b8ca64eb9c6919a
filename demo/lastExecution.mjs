// Prints the latest execution that n8n stored in its database, as JSON: id, status and error message.
// Run by the host's Node 24, which reads SQLite itself: `node lastExecution.mjs HOST_FOLDER DATABASE
// [NODE]`; with a node's name also what that node did. n8n prints a whole execution or, when it is large, a
// part of it; what it stored is whole.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [hostFolder, database, nodeName] = process.argv.slice(2);
const NONE = { id: 0, status: 'none', errorMessage: '', runData: {} };

function resultIn(data) {
	const { parse } = createRequire(path.join(hostFolder, 'package.json'))('flatted');
	return parse(data)?.resultData;
}

function lastExecution() {
	if (!existsSync(database)) {
		return NONE;
	}
	// Not read-only: after a kill SQLite first has to put right what was left half written.
	const db = new DatabaseSync(database);
	const row = db.prepare('SELECT id, status FROM execution_entity ORDER BY id DESC LIMIT 1').get();
	if (row === undefined) {
		return NONE;
	}
	const { id, status } = row;
	const stored = db.prepare('SELECT data FROM execution_data WHERE executionId = ?').get(id);
	// One that was killed in the middle has stored nothing yet.
	const isWanted = stored !== undefined && (status === 'error' || nodeName !== undefined);
	const result = isWanted ? resultIn(stored.data) : undefined;
	const runs = result?.runData?.[nodeName];
	return {
		id,
		status,
		errorMessage: status === 'error' ? (result?.error?.message ?? '') : '',
		runData: runs === undefined ? {} : { [nodeName]: runs },
	};
}

process.stdout.write(JSON.stringify(lastExecution()));
