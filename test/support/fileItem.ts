// A file as n8n hands it to a node: an item with binary content, inline, as after a form upload in
// memory mode.
import type { INodeExecutionData } from 'n8n-workflow';

interface FileOptions {
	fileName?: string;
	mimeType?: string;
	/** The binary field, `data` as everywhere in n8n. */
	field?: string;
}

export function fileItem(
	content: string | Uint8Array,
	{ fileName = 'settlement.txt', mimeType = 'text/plain', field = 'data' }: FileOptions = {},
): INodeExecutionData {
	const data = Buffer.from(content).toString('base64');
	return { json: {}, binary: { [field]: { data, fileName, mimeType } } };
}
