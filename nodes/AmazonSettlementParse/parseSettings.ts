// What a user decides about one report, read and checked before any report is read.
import type { IExecuteFunctions } from 'n8n-workflow';

import { parametersOfItem } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import { NetSuiteError } from '../shared/netsuite/api/netSuiteError';
import type { ClassRule, ClassRuleText } from '../shared/settlement/labels/classRules';
import { toClassRules } from '../shared/settlement/labels/classRules';
import type { Figure } from '../shared/settlement/labels/figures';
import { SettlementError } from '../shared/settlement/values/settlementError';
import { basisParameter } from './basisParameter';
import { parseProperties } from './parseParameters';

export interface ParseSettings {
	input: 'file' | 'text';
	/** The input field with the file. */
	field: string;
	text: string;
	account: string;
	basis: readonly Figure[];
	rules: ClassRule[];
	/** Whether undecided labels count where they did before, instead of keeping their orders waiting. */
	countUndecidedLabels: boolean;
	includeLines: boolean;
	includeTransactions: boolean;
	letUnbalancedThrough: boolean;
	letDateRangeThrough: boolean;
}

export function parseSettings(context: IExecuteFunctions, itemIndex: number): ParseSettings {
	const parameters = readAll(context, itemIndex);
	const option = (name: string) => withDefault<boolean>(parameters, `options.${name}`);
	return {
		input: parameters.get<ParseSettings['input']>('input'),
		field: parameters.get<string>('binaryPropertyName'),
		text: parameters.get<string>('text'),
		account: parameters.get<string>('account'),
		basis: basisParameter(parameters),
		rules: toClassRules(parameters.get<ClassRuleText[]>('labelClasses.rule')),
		countUndecidedLabels: option('countUndecidedLabels'),
		includeLines: option('includeLines'),
		includeTransactions: option('includeTransactions'),
		letUnbalancedThrough: option('letUnbalancedThrough'),
		letDateRangeThrough: option('letDateRangeThrough'),
	};
}

/** Codes do not change: a class that is none has had one of its own from the start. */
function readAll(context: IExecuteFunctions, itemIndex: number) {
	try {
		return parametersOfItem(context, parseProperties, itemIndex);
	} catch (error) {
		const failure = asClassUnknown(error as Error);
		throw failure;
	}
}

function asClassUnknown(error: Error): Error {
	const [, row] = /^'Label Classes', row (\d+), 'Class'/.exec(error.message) ?? [];
	if (row === undefined || !(error instanceof NetSuiteError)) {
		return error;
	}
	const message = error.message.replace(/^.*?'Class'/, `Row ${row} of Label Classes: the class`);
	return new SettlementError('CLASS_UNKNOWN', message, error.remedy);
}
