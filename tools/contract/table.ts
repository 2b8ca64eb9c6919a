// Results as a table that can be pasted into an issue, and the probes as the table of sandbox/README.md.
import type { Probe, Result } from './probe';

function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}

function row(cells: string[]): string {
	return `| ${cells.map(cell).join(' | ')} |`;
}

function table(head: string[], rows: string[][]): string {
	return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

export function resultTable(results: Result[]): string {
	return table(
		['probe', 'assumption', 'mark', 'expected', 'seen', 'status'],
		results.map(({ id, assumption, mark, expected, seen, status }) => [
			id,
			assumption,
			mark,
			expected,
			seen,
			status,
		]),
	);
}

/** What README.md says between its marks; `preference` is the seed's way to imitate the other answer. */
export function assumptionTable(probes: Probe[]): string {
	return table(
		['Assumption', '', 'Probe', 'The other way'],
		probes.map(({ assumption, mark, id, preference }) => [
			assumption,
			mark,
			`\`${id}\``,
			preference === undefined ? '' : `\`${preference}\``,
		]),
	);
}
