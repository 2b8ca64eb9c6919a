// The findings as a page that an administrator reads, prints and works off: the worst first, what is well at the end.
// Every value is escaped: names in NetSuite are foreign text.
import type { Finding, Severity, SetupSummary } from '../shared/netsuite/setup/finding';

const STYLE = `<style>
.amzset{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
.amzset h1{font-size:1.4rem;margin:0 0 .25rem}.amzset h2{font-size:1.1rem;margin:1.75rem 0 .5rem}
.amzset p{margin:.25rem 0;color:#52606d}.amzset .banner{padding:.75rem 1rem;border-radius:.5rem;font-weight:600;margin:1rem 0;color:#1c2733}
.amzset .good{background:#d9f2e0}.amzset .open{background:#fff1cc}.amzset .bad{background:#fbd9d9}
.amzset section{border-left:.3rem solid #c3ccd5;padding:.4rem .8rem;margin:.6rem 0;break-inside:avoid}
.amzset section.blocking{border-color:#c62828}.amzset section.warning{border-color:#e0a100}.amzset section.unknown{border-color:#5b7fa6}
.amzset h3{font-size:1rem;margin:0}.amzset dl{display:grid;grid-template-columns:7.5rem 1fr;gap:.1rem .6rem;margin:.3rem 0 0}
.amzset dt{color:#52606d}.amzset dd{margin:0;overflow-wrap:anywhere}.amzset .code{color:#52606d;font-weight:400;font-size:.85rem}
.amzset table{border-collapse:collapse;width:100%}.amzset td{padding:.25rem .6rem;border-bottom:1px solid #e4e8ec;vertical-align:top;overflow-wrap:anywhere}
@media print{.amzset{max-width:none;margin:0;font-size:11pt}.amzset .banner{border:1px solid #1c2733}}
</style>`;

const HEADINGS: Array<[Severity, string]> = [
	['blocking', 'To be solved first'],
	['warning', 'To be looked at'],
	['unknown', 'Not checkable with this role'],
];

export function escapeText(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function sectionOf({ severity, code, title, what, why, whereToClick, area }: Finding): string {
	const rows: Array<[string, string]> = [
		['What', what],
		['Why it matters', why],
		['Where to click', whereToClick],
	];
	const list = rows
		.filter(([, text]) => text !== '')
		.map(([name, text]) => `<dt>${name}</dt><dd>${escapeText(text)}</dd>`)
		.join('');
	return `<section class="${severity}"><h3>${escapeText(title)} <span class="code">${escapeText(area)}, ${code}</span></h3><dl>${list}</dl></section>`;
}

function wellOf(findings: Finding[]): string {
	const rows = findings.map(
		({ title, what }) => `<tr><td>${escapeText(title)}</td><td>${escapeText(what)}</td></tr>`,
	);
	return rows.length === 0
		? ''
		: `<h2>In order (${rows.length})</h2><table>${rows.join('')}</table>`;
}

/** `day`: when it was checked. */
export function setupPage(findings: Finding[], summary: SetupSummary, day: string): string {
	const { blocking, warning, unknown } = summary.counts;
	const tone = blocking > 0 ? 'bad' : warning + unknown > 0 ? 'open' : 'good';
	const groups = HEADINGS.map(([severity, heading]) => {
		const own = findings.filter((finding) => finding.severity === severity);
		return own.length === 0
			? ''
			: `<h2>${heading} (${own.length})</h2>${own.map(sectionOf).join('')}`;
	});
	const well = findings.filter(({ severity }) => severity === 'ok');
	return `${STYLE}<main class="amzset"><h1>NetSuite setup check</h1><p>${escapeText(day)}. Read only: nothing was changed in NetSuite.</p><div class="banner ${tone}">${escapeText(summary.verdict)}</div>${groups.join('')}${wellOf(well)}</main>`;
}
