// Which charset a report is in. A declared one is taken by any of its names. Where none is declared and
// rows turn up that are not UTF-8, one decision holds for the whole file: Japanese reports are cp932,
// all others Windows-1252, and a file that holds real UTF-8 beside them is left undecided. Decoding is
// strict: what a charset does not define is no text.

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'shift_jis';

/** How people are told; cp932 is what TextDecoder calls Shift_JIS. */
export const CHARSET_NAMES: Readonly<Record<Charset, string>> = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16',
	'windows-1252': 'Windows-1252',
	shift_jis: 'cp932',
};

const KNOWN: ReadonlyArray<readonly [RegExp, Charset]> = [
	[/^utf8$/, 'utf-8'],
	[/^utf16(le)?$/, 'utf-16le'],
	[/^utf16be$/, 'utf-16be'],
	[/^(cp|windows|win)1252$|^iso88591$|^latin1$/, 'windows-1252'],
	[/^(cp|ms|windows)(932|31j)$|^(x?sjis|shiftjis)$/, 'shift_jis'],
];

/** Undefined for none, and for a name we never heard. */
export function charsetOf(declared: string): Charset | undefined {
	const name = declared.toLowerCase().replace(/[^a-z0-9]/g, '');
	return KNOWN.find(([names]) => names.test(name))?.[1];
}

/** From `text/plain; charset=Cp1252`; '' where the type names none. */
export function declaredCharset(contentType: string): string {
	return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? '';
}

/** Strict; without bytes, the end of a stream. Windows-1252 leaves five bytes undefined. */
export function decodeAs(
	decoder: InstanceType<typeof TextDecoder>,
	charset: Charset,
	bytes?: Uint8Array,
): string | undefined {
	try {
		const text = decoder.decode(bytes, { stream: bytes !== undefined });
		return charset === 'windows-1252' && /[\u0080-\u009f]/.test(text) ? undefined : text;
	} catch {
		return undefined;
	}
}

export interface CharsetEvidence {
	/** Whether text beyond ASCII was seen that is UTF-8. */
	isUtf8: boolean;
	isJapanese: boolean;
}

export function decideCharset({ isUtf8, isJapanese }: CharsetEvidence): Charset | undefined {
	if (isUtf8) {
		return undefined;
	}
	return isJapanese ? 'shift_jis' : 'windows-1252';
}

/** A row that was read as Latin-1 because its bytes are not UTF-8, as cells in its own charset, with their blanks. */
export function decodeCells(latin1: string, charset: Charset): string[] | undefined {
	const decoder = new TextDecoder(charset, { fatal: true });
	const text = decodeAs(decoder, charset, Buffer.from(latin1, 'latin1'));
	const rest = decodeAs(decoder, charset);
	return text === undefined || rest === undefined ? undefined : (text + rest).split('\t');
}

/** An XML file that is not UTF-8 names its charset in its first line. */
export function decodeByProlog(xml: Buffer): string | undefined {
	const prolog = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)/.exec(xml.toString('latin1', 0, 200));
	const charset = charsetOf(prolog?.[1] ?? '');
	return charset && decodeAs(new TextDecoder(charset, { fatal: true }), charset, xml);
}
