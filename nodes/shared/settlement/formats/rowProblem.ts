// Why a row is no line (yet), in words for the reader of the summary: the column, what stands in it, and
// whether the rest of the file may still decide or mend it.

export interface RowProblem {
	column: string;
	reason: string;
	/** The rest of the file may still decide it. */
	doubtful: boolean;
	/** What a careless copy did to the row, where that may be mended at the end of the file. */
	damage?: 'cellCount' | 'settlementId';
}

export function isProblem(reading: object): reading is RowProblem {
	// A plain load: `in` is many times slower on objects of many shapes, and every row asks.
	return (reading as Partial<RowProblem>).reason !== undefined;
}

export function amountProblem(column: string, text: string, doubtful: boolean): RowProblem {
	const reason = doubtful
		? `'${text}' has a mark before three digits, and nothing in the file tells whether it is a decimal mark`
		: text === ''
			? 'the amount is empty'
			: `'${text}' is not an amount`;
	return { column, reason, doubtful };
}

export function dateProblem(column: string, text: string, doubtful: boolean): RowProblem {
	const reason = doubtful
		? `'${text}' may be day or month first, and the file's other dates do not decide it`
		: `'${text}' is not a date`;
	return { column, reason, doubtful };
}

export function quantityProblem(column: string, text: string): RowProblem {
	return { column, reason: `'${text}' is not a number of units`, doubtful: false };
}

export function widthProblem(cells: number, header: number): RowProblem {
	const reason = `the row has ${cells} cells, the header ${header}`;
	return { column: '', reason, doubtful: false, damage: 'cellCount' };
}
