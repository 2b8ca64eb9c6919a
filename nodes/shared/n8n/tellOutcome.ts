// What the person at the screen is told after a run that writes to NetSuite: one line above the items,
// a warning when something is left to do.
import type { IExecuteFunctions } from 'n8n-workflow';

export function tellOutcome(
	context: IExecuteFunctions,
	counts: string,
	{ isDryRun, isLeft }: { isDryRun: boolean; isLeft: boolean },
): void {
	const mode = isDryRun ? 'Dry run, nothing was written: ' : '';
	context.addExecutionHints({
		type: isLeft ? 'warning' : 'info',
		location: 'outputPane',
		message: `${mode}${counts}`,
	});
}
