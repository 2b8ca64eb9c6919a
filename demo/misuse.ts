// A command line that asks for something there is not: its message alone tells the caller what to change.

export class Misuse extends Error {}
