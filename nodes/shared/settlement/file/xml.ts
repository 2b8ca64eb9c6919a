// A small strict XML reader for settlement reports: elements, attributes, text. It knows no document
// types, so no entity can be defined, nothing outside the file can be asked for, and text never grows.
// What is not well-formed is refused with its line.
import { beyondLimit, LIMITS } from '../values/limits';
import { SettlementError } from '../values/settlementError';

export interface Element {
	name: string;
	attributes: string;
	/** Line in the file, from 1. */
	line: number;
	children: Element[];
	text: string;
}

const NAME = String.raw`[\w:.-]+`;
const TOKEN = new RegExp(
	[
		String.raw`<\?[^]*?\?>|<!--[^]*?-->`,
		String.raw`<!\[CDATA\[(?<literal>[^]*?)\]\]>`,
		String.raw`<\/(?<closed>${NAME})\s*>`,
		String.raw`<(?<opened>${NAME})(?<attributes>(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>`,
		'(?<text>[^<]+)',
	].join('|'),
	'y',
);
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

export function readXml(xml: string): Element {
	const root: Element = { name: '', attributes: '', line: 1, children: [], text: '' };
	const open = [root];
	const token = new RegExp(TOKEN);
	let line = 1;
	let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
	for (; at < xml.length; at = token.lastIndex) {
		token.lastIndex = at;
		const match = token.exec(xml);
		if (match?.groups === undefined) {
			throw malformed(line, /^<!DOCTYPE/i.test(xml.slice(at, at + 9)));
		}
		const { literal, closed, opened, attributes, empty, text } = match.groups;
		const parent = open[open.length - 1];
		if (opened !== undefined) {
			const element = { name: opened, attributes, line, children: [], text: '' };
			parent.children.push(element);
			if (open.length > LIMITS.xmlDepth) {
				throw beyondLimit('The XML file nests its elements deeper than any settlement report');
			}
			if (empty === '') {
				open.push(element);
			}
		} else if (closed !== undefined) {
			if (open.length === 1 || open.pop()?.name !== closed) {
				throw malformed(line, false);
			}
		} else if (literal !== undefined || text !== undefined) {
			parent.text += literal ?? withEntities(text, line);
		}
		line += match[0].split('\n').length - 1;
	}
	if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') {
		throw malformed(line, false);
	}
	return root.children[0];
}

function withEntities(text: string, line: number): string {
	return text.replace(/&(#x?[\da-f]{1,6}|\w*)(;?)/gi, (_, name: string, end: string) => {
		const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		const isCode = name.startsWith('#') && code > 0 && code <= 0x10ffff;
		const letter = isCode ? String.fromCodePoint(code) : ENTITIES[name];
		if (letter === undefined || end === '') {
			throw malformed(line, false);
		}
		return letter;
	});
}

function malformed(row: number, isDoctype: boolean): SettlementError {
	return new SettlementError(
		'FORMAT_UNKNOWN',
		isDoctype
			? 'The XML file declares a document type, which no settlement report does'
			: `The XML file is damaged or cut off at line ${row}`,
		'Download the settlement again and use the file unchanged',
		{ row },
	);
}

export function childrenOf(element: Element | undefined, name: string): Element[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of a child; '' where there is none. */
export function textOf(element: Element, name: string): string {
	return childrenOf(element, name)[0]?.text.trim() ?? '';
}
