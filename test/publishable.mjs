// What a version must be before npm gets it: nothing left to fill in, the tag its version, the repository the one
// that is named, the changelog about it. Prints a sentence for each fault; publish.yml runs it first.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** `repository`: owner/name on GitHub; `tag`: the pushed tag. */
export function faultsOf(manifest, changelog, { repository, tag }) {
	const { version, author, homepage, bugs } = manifest;
	const faults = [];
	if (
		/\.example$/.test(author?.email ?? '.example') ||
		!author?.name ||
		/maintainers$/.test(author.name)
	) {
		faults.push('package.json: author is still a placeholder (name and e-mail of the owner)');
	}
	const address = `https://github.com/${repository}`;
	if (manifest.repository?.url !== `${address}.git` || homepage !== address) {
		faults.push(`package.json: repository and homepage are not ${address}`);
	}
	if (bugs?.url !== `${address}/issues`) {
		faults.push(`package.json: bugs is not ${address}/issues`);
	}
	if (tag !== version) {
		faults.push(`The tag ${tag} is not the version ${version} of package.json`);
	}
	const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version}`));
	if (heading === undefined || /not published/i.test(heading)) {
		faults.push(`CHANGELOG.md has no heading "## ${version}" of a published version`);
	}
	return faults;
}

const file = fileURLToPath(import.meta.url);
if (process.argv[1] === file) {
	const root = path.join(path.dirname(file), '..');
	const read = (name) => readFileSync(path.join(root, name), 'utf8');
	const faults = faultsOf(JSON.parse(read('package.json')), read('CHANGELOG.md'), {
		repository: process.env.GITHUB_REPOSITORY ?? '',
		tag: process.env.GITHUB_REF_NAME ?? '',
	});
	for (const fault of faults) {
		console.error(fault);
	}
	process.exitCode = faults.length === 0 ? 0 : 1;
}
