// `npm run netsuite:fields`: prints what a person enters in NetSuite who installs records, fields and roles by hand.
/* eslint-disable no-console -- it prints */
import { path, ROOT } from '../support/node';
import { fieldTables } from './fieldTables';

console.log(fieldTables(path.join(ROOT, 'netsuite', 'src', 'Objects')));
