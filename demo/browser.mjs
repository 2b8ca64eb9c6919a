// Where Chromium is on this machine: for the screenshot of the result page and for the tests that
// upload a report through the form. Nothing is downloaded; a missing browser is a clear sentence.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { SetUpFailure } from './commands.mjs';

const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'microsoft-edge',
];
const APPLICATIONS = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium; throws when there is none. */
export function findBrowser(env = process.env) {
	const chosen = env.CHROMIUM_PATH;
	if (chosen) {
		if (isExecutable(chosen)) {
			return chosen;
		}
		throw new SetUpFailure(
			`CHROMIUM_PATH is ${chosen}, and there is no program of that name.`,
			'Correct it, or unset it to use the browser of the system.',
		);
	}
	const folders = ['/usr/bin', ...(env.PATH ?? '').split(path.delimiter)];
	const found = folders
		.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
		.concat(APPLICATIONS)
		.find(isExecutable);
	if (!found) {
		throw new SetUpFailure(
			'No Chromium was found on this machine.',
			'Install one (Debian and Ubuntu: apt-get install chromium), or set CHROMIUM_PATH to its path.',
		);
	}
	return found;
}

function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
