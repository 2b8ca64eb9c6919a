// Where the links of a document lead: relative ones to a file of the checkout, and what stands behind `#` to a
// heading there, as GitHub names it. Pure; code blocks hold no links, addresses of other sites are not looked at.

const FENCED = /^```[^]*?^```/gm;
const INLINE_CODE = /`[^`\n]*`/g;
const LINK = /\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6} +(.+?) *#*$/gm;
const ELSEWHERE = /^[a-z][a-z\d+.-]*:/i;

/** The text of a file of the checkout, '' where it has none to look at; undefined when it is not there. */
export type ReadFile = (file: string) => string | undefined;

/** The names GitHub gives the headings of a document. */
export function anchorsOf(markdown: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of markdown.replace(FENCED, '').matchAll(HEADING)) {
		const words = heading.replace(LINK, ']').toLowerCase();
		const name = words.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replace(/ /g, '-');
		let anchor = name;
		for (let repeated = 1; anchors.has(anchor); repeated += 1) {
			anchor = `${name}-${repeated}`;
		}
		anchors.add(anchor);
	}
	return anchors;
}

export function linksOf(markdown: string): string[] {
	const prose = markdown.replace(FENCED, '').replace(INLINE_CODE, '');
	return [...prose.matchAll(LINK)].map(([, target]) => target);
}

/** `docs/a.md` and `../README.md` give `README.md`; undefined where it leads out of the checkout. */
function resolved(from: string, target: string): string | undefined {
	const steps =
		target === '' ? from.split('/') : [...from.split('/').slice(0, -1), ...target.split('/')];
	const way: string[] = [];
	for (const step of steps) {
		if (step === '..' && way.pop() === undefined) {
			return undefined;
		}
		if (step !== '..' && step !== '.' && step !== '') {
			way.push(step);
		}
	}
	return way.join('/');
}

/** One sentence for each link of the document that leads nowhere. */
export function brokenLinks(file: string, links: string[], read: ReadFile): string[] {
	return links.flatMap((link) => {
		if (ELSEWHERE.test(link)) {
			return [];
		}
		const [target, anchor] = link.split('#');
		const place = resolved(file, target);
		const text = place === undefined ? undefined : read(place);
		if (text === undefined) {
			return [`${file}: ${link} leads to no file`];
		}
		const isThere = anchor === undefined || anchorsOf(text).has(anchor);
		return isThere ? [] : [`${file}: ${link} leads to no heading`];
	});
}
