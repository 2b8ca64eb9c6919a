// The file as Amazon, a browser or a spreadsheet wrote it -> bytes in UTF-8. Unpacks gzip, whatever the
// file is called, and rewrites UTF-16 and a declared charset while it streams. Without a declaration
// the bytes pass: nearly all reports are UTF-8, and rows that are not wait for the end of the file,
// which decides for all of them (charset.ts). Never puts a replacement character.
import { SettlementError } from '../values/settlementError';
import { beyondLimit, LIMITS } from '../values/limits';
import type { Charset } from './charset';
import { charsetOf, decodeAs } from './charset';

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const SIGN_BYTES = 4;

/** `declared` is the charset a mail, a download or the user names; a byte order mark knows better. */
export async function* decode(chunks: Chunks, declared = ''): AsyncGenerator<Uint8Array> {
	const packed = await peek(chunks);
	const isGzip = packed.sign[0] === 0x1f && packed.sign[1] === 0x8b;
	const { sign, all } = isGzip ? await peek(unpack(packed.all)) : packed;
	const charset = utf16Of(sign) ?? (hasUtf8Mark(sign) ? undefined : charsetOf(declared));
	yield* charset === undefined || charset === 'utf-8' ? all : rewrite(all, charset);
}

/** The first bytes, as many as asked for where the file has them, and all of them. */
export async function peek(
	chunks: Chunks,
	bytes = SIGN_BYTES,
): Promise<{ sign: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
	const rest = iterate(chunks);
	const first: Uint8Array[] = [];
	for (let length = 0; length < bytes; ) {
		const { value, done } = await rest.next();
		if (done === true) {
			break;
		}
		first.push(value);
		length += value.length;
	}
	const sign = first.length === 1 ? first[0] : Buffer.concat(first);
	return { sign, all: chain(sign, rest) };
}

async function* iterate(chunks: Chunks): AsyncGenerator<Uint8Array> {
	yield* chunks;
}

async function* chain(
	first: Uint8Array,
	rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	yield first;
	yield* rest;
}

async function* unpack(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	const { readable, writable } = new DecompressionStream('gzip');
	const writer = writable.getWriter();
	// Where the file itself breaks off, the stream would only say that the archive is cut.
	let sourceError: unknown;
	let packedBytes = 0;
	let unpackedBytes = 0;
	let isBomb = false;
	const next = async () =>
		await chunks.next().catch((error: unknown) => {
			sourceError = error;
			return { done: true as const, value: undefined };
		});
	const feed = async () => {
		try {
			for (let step = await next(); step.done !== true; step = await next()) {
				packedBytes += (step.value as Uint8Array).length;
				await writer.write(step.value as Uint8Array<ArrayBuffer>);
			}
			await writer.close();
		} catch (error) {
			await writer.abort(error).catch(() => undefined);
		}
	};
	const fed = feed();
	try {
		for await (const chunk of readable) {
			unpackedBytes += (chunk as Uint8Array).length;
			isBomb =
				unpackedBytes > LIMITS.unpackedBytesFree &&
				unpackedBytes > LIMITS.unpackedRatio * packedBytes;
			if (isBomb) {
				break;
			}
			yield chunk as Uint8Array;
		}
	} catch {
		throw sourceError ?? unknown('The gzip archive is damaged or cut off');
	}
	if (isBomb) {
		throw beyondLimit('The gzip archive unpacks to far more than any report');
	}
	await fed;
}

async function* rewrite(
	chunks: AsyncGenerator<Uint8Array>,
	charset: Charset,
): AsyncGenerator<Uint8Array> {
	const decoder = new TextDecoder(charset, { fatal: true });
	const text = (bytes?: Uint8Array) => {
		const decoded = decodeAs(decoder, charset, bytes);
		if (decoded === undefined) {
			throw unknown(`The file is said to be in ${charset}, but holds bytes that are not`);
		}
		return Buffer.from(decoded, 'utf8');
	};
	for await (const chunk of chunks) {
		yield text(chunk);
	}
	yield text();
}

/** By its mark, or by the zeros beside the letters of the header. */
function utf16Of([a, b, c, d]: Uint8Array): Charset | undefined {
	if ((a === 0xff && b === 0xfe) || (a > 0 && b === 0 && c > 0 && d === 0)) {
		return 'utf-16le';
	}
	const isBigEndian = (a === 0xfe && b === 0xff) || (a === 0 && b > 0 && c === 0 && d > 0);
	return isBigEndian ? 'utf-16be' : undefined;
}

function hasUtf8Mark([a, b, c]: Uint8Array): boolean {
	return a === 0xef && b === 0xbb && c === 0xbf;
}

function unknown(message: string): SettlementError {
	return new SettlementError(
		'FORMAT_UNKNOWN',
		message,
		'Download the settlement again from Reports > Payments and use the file unchanged',
	);
}
