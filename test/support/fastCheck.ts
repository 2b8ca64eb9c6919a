// The laws' one door to fast-check: what names no seed of its own has that of the suite.
import fc from 'fast-check';

import { SEED } from './seed';

fc.configureGlobal({ seed: SEED });

export { fc, SEED };
